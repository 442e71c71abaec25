import type { Run } from '../run.js';

/**
 * A stable sort that asks only "must left come after right?", which is all a JSONata comparator answers. It asks in
 * the order JSONata asks (halves cut at the middle, rounded down): a comparator that contradicts itself, or fails,
 * gives the same result.
 */
export function mergeSort<T>(items: readonly T[], isAfter: (left: T, right: T) => boolean, run: Run): readonly T[] {
  if (items.length <= 1) return items;
  const middle = Math.floor(items.length / 2);
  const left = mergeSort(items.slice(0, middle), isAfter, run);
  const right = mergeSort(items.slice(middle), isAfter, run);
  const merged: T[] = [];
  let fromLeft = 0;
  let fromRight = 0;
  while (fromLeft < left.length && fromRight < right.length) {
    run.step();
    const takeRight = isAfter(left[fromLeft] as T, right[fromRight] as T);
    merged.push((takeRight ? right[fromRight++] : left[fromLeft++]) as T);
  }
  return merged.concat(left.slice(fromLeft), right.slice(fromRight));
}
