import type { Run } from '../run.js';
import { appendTo } from '../values/append.js';
import { FunctionValue } from '../values/function-value.js';
import { lookup } from '../values/lookup.js';
import { writeOwn } from '../values/own-property.js';
import { asSequence } from '../values/sequence.js';
import type { NativeDefinition } from './native-function.js';

/** Functions that take objects apart and put them together. */
export const objectFunctions: Readonly<Record<string, NativeDefinition>> = {
  keys: {
    signature: '<x-:a<s>>',
    arity: 1,
    call: ([value], run) => {
      const names: Record<string, unknown> = {};
      collectKeys(value, names, run);
      return asSequence(Object.keys(names), run);
    },
  },
  lookup: { signature: '<x-s:x>', arity: 2, call: ([value, key], run) => lookup(value, String(key), run) },
  merge: { signature: '<a<o>:o>', arity: 1, call: ([objects], run) => merge(objects as object[] | undefined, run) },
  spread: { signature: '<x-:a<o>>', arity: 1, call: ([value], run) => spread(value, run) },
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof FunctionValue);
}

function collectKeys(value: unknown, names: Record<string, unknown>, run: Run): void {
  run.step();
  if (Array.isArray(value)) for (const item of value) collectKeys(item, names, run);
  else if (isObject(value)) for (const name of Object.keys(value)) writeOwn(names, name, true);
}

function merge(objects: readonly object[] | undefined, run: Run): unknown {
  if (objects === undefined) return undefined;
  const result: Record<string, unknown> = {};
  for (const object of objects) {
    run.step();
    for (const [key, value] of Object.entries(object)) writeOwn(result, key, value);
  }
  return result;
}

function spread(value: unknown, run: Run): unknown {
  if (Array.isArray(value)) {
    const result: unknown[] = [];
    for (const item of value) {
      run.step();
      const parts = spread(item, run);
      if (parts !== undefined) appendTo(result, parts, run);
    }
    // The sequence an empty array starts from is never joined with anything, so it stays one.
    return value.length === 0 ? asSequence(result, run) : result;
  }
  if (!isObject(value)) return value;
  const parts = Object.entries(value).map(([key, part]) => {
    const single: Record<string, unknown> = {};
    writeOwn(single, key, part);
    return single;
  });
  return asSequence(parts, run);
}
