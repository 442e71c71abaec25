import type { Run } from '../run.js';
import { FunctionValue } from './function-value.js';
import { readOwn } from './own-property.js';
import { asSequence } from './sequence.js';

/** Value of a key in an object; in an array, of that key in every member, as a sequence. */
export function lookup(value: unknown, key: string, run: Run): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const found: unknown[] = [];
    for (const member of value) {
      run.step();
      const result = lookup(member, key, run);
      if (Array.isArray(result)) {
        for (const item of result) found.push(item);
        run.checkLength(found.length);
      } else if (result !== undefined) {
        found.push(result);
      }
    }
    return asSequence(found, run);
  }
  return value instanceof FunctionValue ? undefined : readOwn(value, key);
}
