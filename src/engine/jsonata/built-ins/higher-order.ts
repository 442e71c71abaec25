import { Fault } from '../fault.js';
import type { Run } from '../run.js';
import { apply, FunctionValue } from '../values/function-value.js';
import { writeOwn } from '../values/own-property.js';
import { asSequence } from '../values/sequence.js';
import { isTrue } from '../values/truth.js';
import type { NativeDefinition } from './native-function.js';

/** Functions that call a function for every item. */
export const higherOrderFunctions: Readonly<Record<string, NativeDefinition>> = {
  map: {
    signature: '<af>',
    arity: 2,
    pure: false,
    call: ([items, target], run) => overItems(items, (list) => map(list, caller(target, run), run)),
  },
  filter: {
    signature: '<af>',
    arity: 2,
    pure: false,
    call: ([items, target], run) => overItems(items, (list) => filter(list, caller(target, run), run)),
  },
  single: {
    signature: '<af?>',
    arity: 2,
    pure: false,
    call: ([items, target], run) =>
      overItems(items, (list) => single(list, target === undefined ? () => true : caller(target, run), run)),
  },
  reduce: {
    signature: '<afj?:j>',
    arity: 3,
    pure: false,
    call: ([items, target, initial], run) => overItems(items, (list) => reduce(list, target, initial, run)),
  },
  each: {
    signature: '<o-f:a>',
    arity: 2,
    pure: false,
    call: ([object, target], run) => asSequence(definedOf(entriesOf(object), object, caller(target, run), run), run),
  },
  sift: {
    signature: '<o-f?:o>',
    arity: 2,
    pure: false,
    call: ([object, target], run) => sift(object, caller(target, run), run),
  },
};

/** Calls the function with the value, its position or key, and the whole: as many of them as it can take. */
type Caller = (value: unknown, place: unknown, whole: unknown) => unknown;

function caller(target: unknown, run: Run): Caller {
  const arity = target instanceof FunctionValue ? target.arity : 0;
  if (arity >= 3) return (value, place, whole) => apply(target, [value, place, whole], null, run);
  if (arity === 2) return (value, place) => apply(target, [value, place], null, run);
  return (value) => apply(target, [value], null, run);
}

function overItems(items: unknown, call: (items: readonly unknown[]) => unknown): unknown {
  return items === undefined ? undefined : call(items as unknown[]);
}

function map(items: readonly unknown[], call: Caller, run: Run): unknown[] {
  const results: unknown[] = [];
  for (let index = 0; index < items.length; index += 1) {
    run.step();
    const result = call(items[index], index, items);
    if (result !== undefined) results.push(result);
  }
  return asSequence(results, run);
}

function filter(items: readonly unknown[], call: Caller, run: Run): unknown[] {
  const results: unknown[] = [];
  for (let index = 0; index < items.length; index += 1) {
    run.step();
    if (isTrue(call(items[index], index, items))) results.push(items[index]);
  }
  return asSequence(results, run);
}

function single(items: readonly unknown[], call: Caller, run: Run): unknown {
  let found: { readonly item: unknown } | undefined;
  for (const [index, item] of items.entries()) {
    run.step();
    if (!isTrue(call(item, index, items))) continue;
    if (found) throw new Fault('D3138', { index });
    found = { item };
  }
  if (!found) throw new Fault('D3139');
  return found.item;
}

function reduce(items: readonly unknown[], target: unknown, initial: unknown, run: Run): unknown {
  const arity = target instanceof FunctionValue ? target.arity : 0;
  if (arity < 2) throw new Fault('D3050', { index: 1 });
  const startsWithFirst = initial === undefined && items.length > 0;
  let result = startsWithFirst ? items[0] : initial;
  for (let index = startsWithFirst ? 1 : 0; index < items.length; index += 1) {
    run.step();
    result = apply(target, [result, items[index], index, items].slice(0, Math.min(arity, 4)), null, run);
  }
  return result;
}

/** Keys and values; a string has its characters, as in JavaScript. */
function entriesOf(object: unknown): [string, unknown][] {
  return object === undefined || object === null ? [] : Object.entries(object);
}

function definedOf(entries: readonly [string, unknown][], whole: unknown, call: Caller, run: Run): unknown[] {
  const results: unknown[] = [];
  for (const [key, value] of entries) {
    run.step();
    const result = call(value, key, whole);
    if (result !== undefined) results.push(result);
  }
  return results;
}

function sift(object: unknown, call: Caller, run: Run): unknown {
  const result: Record<string, unknown> = {};
  for (const [key, value] of entriesOf(object)) {
    run.step();
    if (isTrue(call(value, key, object))) writeOwn(result, key, value);
  }
  return Object.keys(result).length === 0 ? undefined : result;
}
