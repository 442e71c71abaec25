import { Fault } from '../fault.js';
import type { Run } from '../run.js';
import { FunctionValue } from './function-value.js';
import { writeOwn } from './own-property.js';

/**
 * The result as JSON data. What JSON can hold is handed out as it is, the same object. Numbers that are not finite
 * become strings ("Infinity"), as Step Functions was seen to write them; a function is an error, because the service's
 * behaviour there is not known and a silent answer would hide a mistake.
 */
export function toPlain(value: unknown, run: Run): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value;
  run.step();
  if (value instanceof FunctionValue) {
    throw new Fault('D9001', {
      message: 'The expression returned a function, or data with a function inside: call it, or leave it out',
    });
  }
  return Array.isArray(value) ? plainArray(value, run) : plainObject(value as Record<string, unknown>, run);
}

function plainArray(items: readonly unknown[], run: Run): readonly unknown[] {
  let copy: unknown[] | undefined;
  items.forEach((item, index) => {
    const plain = item === undefined ? null : toPlain(item, run);
    if (plain !== item) copy ??= items.slice(0, index);
    copy?.push(plain);
  });
  return copy ?? items;
}

function plainObject(object: Record<string, unknown>, run: Run): Record<string, unknown> {
  const keys = Object.keys(object);
  const plain = keys.map((key) => toPlain(object[key], run));
  if (plain.every((item, index) => item === object[keys[index] ?? ''])) return object;
  const copy: Record<string, unknown> = {};
  keys.forEach((key, index) => writeOwn(copy, key, plain[index]));
  return copy;
}
