import type { CloudFormationValue } from './cloudformation.js';
import type { Expression } from './expression.js';
import type { Scope } from './scope.js';

/** JSONata written by hand: `'{% $states.input.total * 2 %}'`. Its type is taken on trust; its text is checked at build. */
export type JsonataText = `{%${string}%}`;

export type Primitive = string | number | boolean | null;

/** A value of type `T`, any part of which may be an expression, JSONata text, or (for text) a CloudFormation reference. */
export type Templated<T, S extends Scope = 'any'> =
  | Expression<T, S | 'any'>
  | JsonataText
  | (T extends string
      ? T | CloudFormationValue
      : T extends Primitive
        ? T
        : T extends readonly (infer E)[]
          ? readonly Templated<E, S>[]
          : T extends object
            ? { readonly [K in keyof T]: Templated<Exclude<T[K], undefined>, S> }
            : T);

/** Any JSON, any part of which may be an expression. */
export type JsonTemplate<S extends Scope = 'any'> =
  | Expression<unknown, S | 'any'>
  | CloudFormationValue
  | Primitive
  | readonly JsonTemplate<S>[]
  | { readonly [field: string]: JsonTemplate<S> };
