import { expressionOf, nodeOf, type Expression, type ScopeOf, type ValueOf } from './expression.js';
import type { Operator } from './node.js';
import type { Narrowest, Scope } from './scope.js';

type NumberLike = number | Expression<number, Scope>;
type TextLike = string | Expression<string, Scope>;
type BooleanExpression = Expression<boolean, Scope>;
type Result<T, Operand> = Expression<T, Narrowest<ScopeOf<Operand>>>;

type Arithmetic = <A extends NumberLike, B extends NumberLike>(left: A, right: B) => Result<number, A | B>;
/** Numbers compare with numbers, text with text. */
type Ordering = <A extends NumberLike | TextLike, B extends (A extends NumberLike ? NumberLike : TextLike)>(
  left: A,
  right: B,
) => Result<boolean, A | B>;
/** Both sides can be the same value: a state name compares with a state name, not with any text. */
type Equality = <
  const A extends Expression<unknown, Scope>,
  const B extends NoInfer<ValueOf<A>> | Expression<ValueOf<A>, Scope>,
>(
  left: A,
  right: B,
) => Result<boolean, A | B>;

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
export const and: <A extends readonly BooleanExpression[]>(...conditions: A) => Result<boolean, A[number]> =
  operator('and');
/** True when one is. */
export const or: <A extends readonly BooleanExpression[]>(...conditions: A) => Result<boolean, A[number]> =
  operator('or');
export const not: <A extends BooleanExpression>(condition: A) => Result<boolean, A> = operator('not');

/** True when the data are there. JSONPath: `IsPresent`, in Choice rules only. */
export const exists: <A extends Expression<unknown, Scope>>(data: A) => Result<boolean, A> = operator('exists');

/** Joins text. JSONPath: `States.Format`. */
export const concat: <A extends readonly TextLike[]>(...texts: A) => Result<string, A[number]> = operator('&');

/** `data`, or `fallback` when the data are missing: what makes optional data fit where a value is required. JSONata only. */
export const coalesce: <
  A extends Expression<unknown, Scope>,
  const B extends NonNullable<ValueOf<A>> | Expression<NonNullable<ValueOf<A>>, Scope>,
>(
  data: A,
  fallback: B,
) => Expression<NonNullable<ValueOf<A>>, Narrowest<ScopeOf<A> | ScopeOf<B>>> = operator('coalesce');
