import type { ArrayNode } from '../ast.js';
import { asConstructed } from '../values/sequence.js';
import { appendTo } from '../values/append.js';
import type { Code, Compilation } from './compilation.js';

/** `[a, b]`: arrays among the items are poured in, unless the item is written as an array constructor itself. */
export function compileArray(node: ArrayNode, compilation: Compilation): Code {
  const items = node.expressions.map((item) => ({
    code: compilation.compile(item),
    // JSONata looks at the token alone, so the string '[' counts as well.
    nests: 'value' in item && item.value === '[',
  }));
  const keepsTogether = node.consarray === true;
  return (input, frame) => {
    const result: unknown[] = [];
    for (const { code, nests } of items) {
      const value = code(input, frame);
      if (value === undefined) continue;
      if (nests) result.push(value);
      else appendTo(result, value, frame.run);
    }
    return keepsTogether ? asConstructed(result, frame.run) : result;
  };
}
