import type { Run } from '../run.js';

/** Two values one after the other as an array, in one copy; nothing on one side leaves the other as it is. */
export function append(left: unknown, right: unknown, run: Run): unknown {
  if (left === undefined) return right;
  if (right === undefined) return left;
  const joined = Array.isArray(left) ? left.concat(right) : [left].concat(right);
  run.checkLength(joined.length);
  return joined;
}

/** Adds a value to an array that is being built, an array's items one by one. */
export function appendTo(target: unknown[], value: unknown, run: Run): void {
  if (Array.isArray(value)) {
    run.checkLength(target.length + value.length);
    for (const item of value) target.push(item);
  } else {
    target.push(value);
  }
}
