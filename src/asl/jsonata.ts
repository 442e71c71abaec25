import { expressionOf, nodeOf, type Expression } from './expression.js';
import type { Scope } from './scope.js';
import type { Primitive } from './template.js';

type Tag<T> = <S extends Scope = 'any'>(
  text: TemplateStringsArray,
  ...holes: readonly (Expression<unknown, S> | Primitive)[]
) => Expression<T, S>;

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
