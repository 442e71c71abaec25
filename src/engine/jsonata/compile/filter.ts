import type { AstNode, FilterStage } from '../ast.js';
import { Frame, emptySlots } from '../frame.js';
import type { Tuple } from '../frame.js';
import type { Run } from '../run.js';
import { asSequence, asTupleStream, isTupleStream } from '../values/sequence.js';
import { isArrayOfNumbers, isNumeric } from '../values/numeric.js';
import { isTrue } from '../values/truth.js';
import type { Code, Compilation } from './compilation.js';
import { dependsOnContext } from './context-dependence.js';
import { tupleScope } from './tuple-scope.js';

/** What a filter lets through of a value: a sequence, or the array found at a written index. */
export type Filter = (value: unknown, frame: Frame) => unknown;

/** `[…]` after a step: a position, a list of positions, or a condition. */
export function compileFilter(stage: FilterStage, compilation: Compilation): Filter {
  const { expr } = stage;
  if (expr.type === 'number') return literalPosition(Number(expr.value));
  const plain = dependsOnContext(expr, compilation)
    ? eachItem(compilation.compile(expr))
    : allAtOnce(compilation.compile(expr));
  let ofTuples: Filter | undefined;
  return (value, frame) => {
    if (!isTupleStream(value, frame.run)) return plain(value, frame);
    ofTuples ??= eachTuple(expr, compilation);
    return ofTuples(value, frame);
  };
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function literalPosition(position: number): Filter {
  return (value, frame) => {
    const items = itemsOf(value);
    const item = items[placeOf(position, items.length)];
    if (isTupleStream(value, frame.run)) return asTupleStream(item === undefined ? [] : [item], frame.run);
    if (Array.isArray(item)) return item;
    return asSequence(item === undefined ? [] : [item], frame.run);
  };
}

/** Positions are rounded down and count from the end when negative. */
function placeOf(position: number, length: number): number {
  const index = Math.floor(position);
  return index < 0 ? length + index : index;
}

/** The condition says something about the item, so it is asked for every one. */
function eachItem(predicate: Code): Filter {
  return (value, frame) => {
    const items = itemsOf(value);
    const found: unknown[] = [];
    for (let index = 0; index < items.length; index += 1) {
      frame.run.step();
      const item = items[index];
      choose(predicate(item, frame), item, index, items.length, found, frame.run);
    }
    return asSequence(found, frame.run);
  };
}

function choose(answer: unknown, item: unknown, index: number, length: number, found: unknown[], run: Run): void {
  // Nothing may pass a filter that does not look at it; it would be in the result as a hole.
  if (item === undefined) run.mayHoldForeign = true;
  if (answer === true) {
    found.push(item);
  } else if (isNumeric(answer)) {
    if (placeOf(answer, length) === index) found.push(item);
  } else if (isArrayOfNumbers(answer)) {
    for (const position of answer) if (placeOf(position, length) === index) found.push(item);
    run.checkLength(found.length);
  } else if (isTrue(answer)) {
    found.push(item);
  }
}

/** The answer is the same whatever the item is: positions are read directly instead of asking every item. */
function allAtOnce(predicate: Code): Filter {
  return (value, frame) => {
    const items = itemsOf(value);
    const { run } = frame;
    if (items.length === 0) return asSequence([], run);
    const answer = predicate(items[0], frame);
    if (isNumeric(answer)) return asSequence(at(items, [answer]), run);
    if (isArrayOfNumbers(answer)) {
      const found = at(items, answer);
      run.checkLength(found.length);
      return asSequence(found, run);
    }
    if (items.includes(undefined)) run.mayHoldForeign = true;
    return asSequence(isTrue(answer) ? items.slice() : [], run);
  };
}

/** Items at these positions, in the order of the items; a position that is listed twice counts twice. */
function at(items: readonly unknown[], positions: readonly number[]): unknown[] {
  const places = positions
    .map((position) => placeOf(position, items.length))
    .filter((place) => place >= 0 && place < items.length);
  if (places.length > 1) places.sort((one, other) => one - other);
  return places.map((place) => items[place]);
}

function eachTuple(expr: AstNode, compilation: Compilation): Filter {
  const scope = tupleScope(compilation.scope, [expr]);
  const predicate = compilation.within(scope).compile(expr);
  return (value, frame) => {
    const tuples = value as Tuple[];
    const found: unknown[] = [];
    tuples.forEach((tuple, index) => {
      frame.run.step();
      const own = new Frame(frame.run, frame, emptySlots(scope.size), tuple);
      choose(predicate(tuple['@'], own), tuple, index, tuples.length, found, frame.run);
    });
    return asTupleStream(found, frame.run);
  };
}
