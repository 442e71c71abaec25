import type { Run } from '../run.js';

/** Deep equality; the order of keys does not matter. */
export function isEqual(left: unknown, right: unknown, run: Run): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  run.step();
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index], run));
  }
  const leftKeys = Object.getOwnPropertyNames(left);
  if (leftKeys.length !== Object.getOwnPropertyNames(right).length) return false;
  return leftKeys.every(
    (key) =>
      Object.hasOwn(right, key) &&
      isEqual((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key], run),
  );
}
