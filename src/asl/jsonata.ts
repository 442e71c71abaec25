import { expressionOf, nodeOf, type Expression, type ScopeOf } from './expression.js';
import type { Narrowest, Scope } from './scope.js';
import type { Primitive } from './template.js';

type Tag<T> = <A extends readonly (Expression<unknown, Scope> | Primitive)[]>(
  text: TemplateStringsArray,
  ...holes: A
) => Expression<T, Narrowest<ScopeOf<A[number]> | 'any'>>;

const tag = (text: TemplateStringsArray, ...holes: readonly unknown[]) =>
  // The text's type is what the author says it is: nothing can derive it from the text.
  expressionOf<never, never>({ kind: 'text', parts: [...text.raw], operands: holes.map(nodeOf) });

/**
 * JSONata text of a stated type, with expressions in its holes: ``jsonata.number`$sum(${vars.prices})` ``. Backslashes
 * reach JSONata as they stand. The text is parsed and checked when the machine is built.
 */
export const jsonata: {
  readonly number: Tag<number>;
  readonly string: Tag<string>;
  readonly boolean: Tag<boolean>;
  /** Of any other type: ``jsonata.of<string[]>()`$split(${vars.text}, ',')` ``. */
  of<T>(): Tag<T>;
} = { number: tag, string: tag, boolean: tag, of: () => tag };
