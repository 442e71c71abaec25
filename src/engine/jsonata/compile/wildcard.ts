import type { Run } from '../run.js';
import { appendTo } from '../values/append.js';
import { asSequence } from '../values/sequence.js';
import { FunctionValue } from '../values/function-value.js';
import type { Code } from './compilation.js';

/** `*`: the values of all keys, arrays among them flattened to the bottom. */
export function compileWildcard(): Code {
  return (input, frame) => {
    const { run } = frame;
    const found: unknown[] = [];
    let arrays = false;
    if (typeof input === 'object' && input !== null && !(input instanceof FunctionValue)) {
      for (const value of Object.values(input)) {
        run.step();
        if (Array.isArray(value)) {
          arrays = true;
          appendTo(found, value.flat(Infinity), run);
        } else {
          found.push(value);
        }
      }
    }
    // Once an array was poured in, JSONata no longer takes the result for a sequence: one item stays in its array.
    return arrays ? found : asSequence(found, run);
  };
}

/** `**`: the value itself and everything below it. */
export function compileDescendants(): Code {
  return (input, frame) => {
    if (input === undefined) return undefined;
    const found: unknown[] = [];
    collect(input, found, frame.run);
    return found.length === 1 ? found[0] : asSequence(found, frame.run);
  };
}

function collect(value: unknown, found: unknown[], run: Run): void {
  run.step();
  if (value instanceof FunctionValue) return;
  if (!Array.isArray(value)) {
    found.push(value);
    run.checkLength(found.length);
  }
  if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) collect(child, found, run);
  }
}
