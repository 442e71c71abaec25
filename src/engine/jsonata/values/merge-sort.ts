import type { Run } from '../run.js';

/**
 * A stable sort that asks only "must left come after right?", which is all a JSONata comparator answers. JavaScript's
 * own sort wants three answers and would ask twice.
 */
export function mergeSort<T>(items: readonly T[], isAfter: (left: T, right: T) => boolean, run: Run): T[] {
  let source = [...items];
  let target = [...items];
  for (let width = 1; width < source.length; width *= 2) {
    for (let start = 0; start < source.length; start += 2 * width) {
      merge(source, target, start, width, isAfter, run);
    }
    [source, target] = [target, source];
  }
  return source;
}

function merge<T>(
  source: readonly T[],
  target: T[],
  start: number,
  width: number,
  isAfter: (left: T, right: T) => boolean,
  run: Run,
): void {
  const middle = Math.min(start + width, source.length);
  const end = Math.min(start + 2 * width, source.length);
  let left = start;
  let right = middle;
  for (let index = start; index < end; index += 1) {
    run.step();
    const takeRight = right < end && (left >= middle || isAfter(source[left] as T, source[right] as T));
    target[index] = source[takeRight ? right++ : left++] as T;
  }
}
