import { Fault } from '../fault.js';
import type { Run } from '../run.js';
import { append } from '../values/append.js';
import { isEqual } from '../values/equality.js';
import { apply } from '../values/function-value.js';
import { mergeSort } from '../values/merge-sort.js';
import { isArrayOfNumbers, isArrayOfStrings } from '../values/numeric.js';
import { asSequence, isSequence } from '../values/sequence.js';
import { isTrue } from '../values/truth.js';
import type { NativeDefinition } from './native-function.js';

/** Functions that put arrays together or in another order. */
export const arrayFunctions: Readonly<Record<string, NativeDefinition>> = {
  append: { signature: '<xx:a>', arity: 2, call: ([left, right], run) => append(left, right, run) },
  reverse: {
    signature: '<a:a>',
    arity: 1,
    call: ([items]) =>
      items === undefined || (items as unknown[]).length <= 1 ? items : (items as unknown[]).toReversed(),
  },
  zip: { signature: '<a+>', arity: 0, call: zip },
  distinct: { signature: '<x:x>', arity: 1, call: ([items], run) => distinct(items, run) },
  shuffle: { signature: '<a:a>', arity: 1, pure: false, call: ([items], run) => shuffle(items as unknown[], run) },
  sort: {
    signature: '<af?:a>',
    arity: 2,
    pure: false,
    call: ([items, comparator], run) => sort(items as unknown[] | undefined, comparator, run),
  },
};

function zip(arrays: readonly unknown[]): unknown[] {
  const shortest = Math.min(...arrays.map((array) => (Array.isArray(array) ? array.length : 0)));
  return Array.from({ length: shortest }, (_, index) => arrays.map((array) => (array as unknown[])[index]));
}

function distinct(items: unknown, run: Run): unknown {
  if (!Array.isArray(items) || items.length <= 1) return items;
  const results: unknown[] = [];
  const primitives = new Set<unknown>();
  const objects: unknown[] = [];
  for (const item of items as unknown[]) {
    if (typeof item === 'object' && item !== null) {
      if (objects.some((object) => isEqual(item, object, run))) continue;
      objects.push(item);
    } else {
      if (primitives.has(item)) continue;
      primitives.add(item);
    }
    results.push(item);
  }
  return isSequence(items, run) ? asSequence(results, run) : results;
}

function shuffle(items: unknown[] | undefined, run: Run): unknown {
  if (items === undefined || items.length <= 1) return items;
  const result = [...items];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = Math.floor(run.scope.random() * (index + 1));
    [result[index], result[other]] = [result[other], result[index]];
  }
  return result;
}

function sort(items: unknown[] | undefined, comparator: unknown, run: Run): unknown {
  if (items === undefined || items.length <= 1) return items;
  if (comparator !== undefined) {
    return mergeSort(items, (left, right) => isSwap(apply(comparator, [left, right], null, run)), run);
  }
  if (isArrayOfNumbers(items)) return items.toSorted((left, right) => left - right);
  if (isArrayOfStrings(items)) return items.toSorted((left, right) => (left < right ? -1 : Number(left > right)));
  throw new Fault('D3070', { index: 1 });
}

/** The comparator's answer counts by JavaScript's rules here, unlike anywhere else: an empty array swaps. */
function isSwap(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null ? true : isTrue(answer);
}
