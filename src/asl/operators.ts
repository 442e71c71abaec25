import { expressionOf, nodeOf, type Expression } from './expression.js';
import type { Operator } from './node.js';
import type { Scope } from './scope.js';

type NumberLike<S extends Scope> = number | Expression<number, S>;
type TextLike<S extends Scope> = string | Expression<string, S>;

/** The scope of the result is that of all operands together. */
type Arithmetic = <S extends Scope = 'any'>(left: NumberLike<S>, right: NumberLike<S>) => Expression<number, S>;
/** Numbers compare with numbers, text with text. */
interface Ordering {
  <S extends Scope = 'any'>(left: NumberLike<S>, right: NumberLike<S>): Expression<boolean, S>;
  <S extends Scope = 'any'>(left: TextLike<S>, right: TextLike<S>): Expression<boolean, S>;
}
/** Both sides can be the same value: a state name compares with a state name, not with any text. */
type Equality = <T, S extends Scope>(
  left: Expression<T, S>,
  right: NoInfer<T> | Expression<NoInfer<T>, S>,
) => Expression<boolean, S>;
type Logic = <S extends Scope = 'any'>(...conditions: readonly Expression<boolean, S>[]) => Expression<boolean, S>;

const operator =
  (name: Operator) =>
  (...operands: readonly unknown[]) =>
    // The phantom type of the result is the declared one below; no value of it exists at run time.
    expressionOf<never, never>({ kind: 'operation', operator: name, operands: operands.map(nodeOf) });

/** `left + right`. JSONPath: `States.MathAdd`, which rounds to whole numbers. */
export const plus: Arithmetic = operator('+');
/** `left - right`. JSONPath: only a literal number can be subtracted (`States.MathAdd` of its negative). */
export const minus: Arithmetic = operator('-');
/** `left * right`. JSONata only. */
export const times: Arithmetic = operator('*');
/** `left / right`. JSONata only. */
export const divide: Arithmetic = operator('/');

export const gt: Ordering = operator('>');
export const gte: Ordering = operator('>=');
export const lt: Ordering = operator('<');
export const lte: Ordering = operator('<=');

/** True when both are the same value. */
export const eq: Equality = operator('=');
/** True when they differ. */
export const ne: Equality = operator('!=');

/** True when all are. */
export const and: Logic = operator('and');
/** True when one is. */
export const or: Logic = operator('or');
export const not: <S extends Scope>(condition: Expression<boolean, S>) => Expression<boolean, S> = operator('not');

/** True when the data are there. JSONPath: `IsPresent`, in Choice rules only. */
export const exists: <S extends Scope>(data: Expression<unknown, S>) => Expression<boolean, S> = operator('exists');

/** Joins text. JSONPath: `States.Format`. */
export const concat: <S extends Scope = 'any'>(...texts: readonly TextLike<S>[]) => Expression<string, S> =
  operator('&');

/** `data`, or `fallback` when the data are missing: what makes optional data fit where a value is required. JSONata only. */
export const coalesce: <T, S extends Scope>(
  data: Expression<T, S>,
  fallback: NonNullable<NoInfer<T>> | Expression<NonNullable<NoInfer<T>>, S>,
) => Expression<NonNullable<T>, S> = operator('coalesce');
