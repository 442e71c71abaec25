import type { SortNode } from '../ast.js';
import { Fault } from '../fault.js';
import { Frame, emptySlots } from '../frame.js';
import type { Tuple } from '../frame.js';
import { isTupleStream } from '../values/sequence.js';
import { mergeSort } from '../values/merge-sort.js';
import type { Code, Compilation } from './compilation.js';
import { tupleScope } from './tuple-scope.js';

/** `^(…)`: items in the order of the terms, nothing last, equal ones in the order they came. */
export function compileSort(
  node: SortNode,
  compilation: Compilation,
): (items: readonly unknown[], frame: Frame) => readonly unknown[] {
  const plain = node.terms.map((term) => compilation.compile(term.expression));
  let ofTuples: Code[] | undefined;
  const compileOfTuples = (): Code[] => {
    const scope = tupleScope(
      compilation.scope,
      node.terms.map((term) => term.expression),
    );
    return node.terms.map((term) => {
      const code = compilation.within(scope).compile(term.expression);
      return (tuple, frame) =>
        code((tuple as Tuple)['@'], new Frame(frame.run, frame, emptySlots(scope.size), tuple as Tuple));
    });
  };
  return (items, frame) => {
    if (items.length <= 1) return items;
    const terms = isTupleStream(items, frame.run) ? (ofTuples ??= compileOfTuples()) : plain;
    // Each item's value for a term is computed once, and only if an earlier term leaves a draw.
    const entries = items.map((item) => ({ item, keys: [] as unknown[] }));
    const keyOf = (entry: { item: unknown; keys: unknown[] }, term: number): unknown => {
      if (entry.keys.length <= term) entry.keys.push(terms[term]?.(entry.item, frame));
      return entry.keys[term];
    };
    const isAfter = (left: (typeof entries)[number], right: (typeof entries)[number]): boolean => {
      for (const [index, term] of node.terms.entries()) {
        const order = compare(keyOf(left, index), keyOf(right, index), node.position, term.descending);
        if (order !== 0) return order > 0;
      }
      return false;
    };
    return mergeSort(entries, isAfter, frame.run).map(({ item }) => item);
  };
}

function compare(left: unknown, right: unknown, position: number | undefined, descending: boolean): number {
  if (left === undefined) return right === undefined ? 0 : 1;
  if (right === undefined) return -1;
  if (!isSortable(left) || !isSortable(right)) {
    throw new Fault('T2008', { value: isSortable(left) ? right : left }, position);
  }
  if (typeof left !== typeof right) throw new Fault('T2007', { value: left, value2: right }, position);
  if (left === right) return 0;
  return left < right === descending ? 1 : -1;
}

function isSortable(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
