import type { AstNode, NameNode, PathNode } from '../ast.js';
import type { Frame, Tuple } from '../frame.js';
import type { Run } from '../run.js';
import { lookup } from '../values/lookup.js';
import { FunctionValue } from '../values/function-value.js';
import { isPlainKey, readOwn } from '../values/own-property.js';
import {
  asSequence,
  asTupleStream,
  collapse,
  isConstructed,
  isSequence,
  isTupleStream,
  keepAsArray,
} from '../values/sequence.js';
import type { Code, Compilation } from './compilation.js';
import type { Filter } from './filter.js';
import { compileFilter } from './filter.js';
import { compileGroup } from './object.js';
import { compileSort } from './sort.js';
import { compileTupleStep } from './tuple-step.js';
import type { TupleStep } from './tuple-step.js';

/** One step of a path: from the items so far to the next ones. */
type Step =
  | { readonly takeTuples: TupleStep }
  | { readonly takeTuples?: never; readonly takesWhole: false; readonly tuple: false; readonly take: Take }
  /** An array constructor at the start: it is evaluated once, whatever the context is. */
  | { readonly takeTuples?: never; readonly takesWhole: true; readonly tuple: boolean; readonly take: Code };
type Take = (items: readonly unknown[], frame: Frame, isLast: boolean) => unknown;

/** `a.b.c`, with everything that may hang on its steps. */
export function compilePath(node: PathNode, compilation: Compilation): Code {
  return plainNames(node) ? compileNames(node, compilation) : compileSteps(node, compilation);
}

/** Whether the path is `$x.a.b` or `a.b` and nothing more: by far the commonest. */
function plainNames(node: PathNode): boolean {
  if (node.group !== undefined || node.tuple === true || node.keepSingletonArray === true) return false;
  return node.steps.every(
    (step, index) =>
      (step.type === 'name' || (step.type === 'variable' && index === 0)) &&
      step.stages === undefined &&
      step.predicate === undefined &&
      step.tuple !== true &&
      step.keepArray !== true,
  );
}

/** As long as there is one object after the other no sequence is needed; at the first array the general way takes over. */
function compileNames(node: PathNode, compilation: Compilation): Code {
  const [first] = node.steps;
  if (first === undefined) throw new Error('A path has steps');
  const general = compileSteps(node, compilation);
  const keys = node.steps.filter((step): step is NameNode => step.type === 'name').map(({ value }) => value);
  const start: Code = first.type === 'variable' ? compilation.compile(first) : (input) => input;
  const read = readerOf(keys);
  return (input, frame) => {
    let value = start(input, frame);
    for (let index = 0; index < keys.length; index += 1) {
      if (typeof value !== 'object' || value === null) return undefined;
      if (Array.isArray(value)) return general(input, frame);
      if (value instanceof FunctionValue) return undefined;
      value = read(value, keys[index] as string);
    }
    return Array.isArray(value) ? collapse(value, frame.run) : value;
  };
}

function readerOf(keys: readonly string[]): (object: object, key: string) => unknown {
  return keys.every(isPlainKey) ? (object, key) => (object as Record<string, unknown>)[key] : readOwn;
}

function compileSteps(node: PathNode, compilation: Compilation): Code {
  // From the first step that binds a name, every step works on tuples.
  const firstTuple = node.steps.findIndex((step) => step.tuple === true);
  const steps = node.steps.map((step, index): Step => {
    if (index === 0 && step.consarray === true) {
      return { takesWhole: true, tuple: step.tuple === true, take: compilation.compile(step) };
    }
    return firstTuple >= 0 && index >= firstTuple
      ? { takeTuples: compileTupleStep(step, compilation) }
      : { takesWhole: false, tuple: false, take: compileStep(step, compilation) };
  });
  const group = node.group && compileGroup(node.group.lhs, node.group.position, compilation);
  const isAbsolute = node.steps[0]?.type === 'variable';
  const { keepArray } = node;
  return (input, frame) => {
    const { run } = frame;
    const start = Array.isArray(input) && !isAbsolute ? (input as unknown[]) : [input];
    const walked = walk(steps, start, input, frame);
    if (group && isTupleStream(walked, run)) return group(walked, frame);
    let result = walked;
    if (isTupleStream(walked, run) && node.tuple !== true) {
      result = asSequence((walked as Tuple[]).map(itemOf), run);
    }
    if (node.keepSingletonArray === true && Array.isArray(result)) result = kept(result, run);
    if (group) result = group(result, frame);
    return collapse(result, run, keepArray);
  };
}

function itemOf(tuple: Tuple): unknown {
  return tuple['@'];
}

/** A path with `[]`: an array constructor becomes the one item of a sequence, a sequence is marked to stay an array. */
function kept(items: unknown[], run: Run): unknown[] {
  const result = isConstructed(items, run) && !isSequence(items, run) ? asSequence([items], run) : items;
  if (isSequence(result, run)) keepAsArray(result, run);
  return result;
}

function walk(steps: readonly Step[], start: readonly unknown[], input: unknown, frame: Frame): unknown {
  let value: unknown = start;
  let tuples: Tuple[] | undefined;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as Step;
    if (step.takeTuples) {
      tuples = step.takeTuples(itemsOf(value), tuples, frame);
    } else {
      value = step.takesWhole ? step.take(input, frame) : step.take(itemsOf(value), frame, index === steps.length - 1);
      if (step.tuple) continue;
      if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) break;
    }
  }
  return tuples === undefined ? value : asTupleStream(tuples, frame.run);
}

/** A constructor at the start may come to a single value: the next step takes a text by its characters, and nothing else. */
function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  // Code units, not characters: JSONata counts by length here.
  return typeof value === 'string' ? Array.from({ length: value.length }, (_, index) => value[index]) : [];
}

function compileStep(node: AstNode, compilation: Compilation): Take {
  if (node.type === 'sort') {
    const sort = compileSort(node, compilation);
    const filters = filtersOf(node, compilation);
    return (items, frame) => throughFilters(sort(items, frame), filters, frame);
  }
  const code = compilation.compile(node);
  const filters = filtersOf(node, compilation);
  return (items, frame, isLast) => {
    const { run } = frame;
    const found: unknown[] = [];
    let results = 0;
    let last: unknown;
    for (let place = 0; place < items.length; place += 1) {
      run.step();
      const value = code(items[place], frame);
      const result = filters.length === 0 ? value : throughFilters(value, filters, frame);
      if (result === undefined) continue;
      results += 1;
      last = result;
      pour(result, found, run);
    }
    if (isLast && results === 1 && Array.isArray(last) && !isSequence(last, run)) return last;
    return asSequence(found, run);
  };
}

/** Adds a step's result for one item: one level of arrays is opened, those written as `[…]` in the path excepted. */
function pour(result: unknown, found: unknown[], run: Run): void {
  if (Array.isArray(result) && !isConstructed(result, run)) {
    run.checkLength(found.length + result.length);
    for (let index = 0; index < result.length; index += 1) found.push(result[index]);
  } else {
    found.push(result);
  }
}

function filtersOf(node: AstNode, compilation: Compilation): Filter[] {
  return (node.stages ?? [])
    .filter((stage) => stage.type === 'filter')
    .map((stage) => compileFilter(stage, compilation));
}

function throughFilters(value: unknown, filters: readonly Filter[], frame: Frame): unknown {
  let result = value;
  for (const filter of filters) result = filter(result, frame);
  return result;
}

/** `name`: of the context item. */
export function compileNameStep(node: NameNode): Code {
  const key = node.value;
  const read = readerOf([key]);
  return (input, frame) => {
    if (typeof input !== 'object' || input === null || input instanceof FunctionValue) return undefined;
    return collapse(Array.isArray(input) ? lookup(input, key, frame.run) : read(input, key), frame.run);
  };
}
