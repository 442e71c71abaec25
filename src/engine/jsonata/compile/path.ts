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
  | { readonly take: Take; readonly takeTuples?: never }
  | { readonly takeTuples: TupleStep; readonly take?: never };
type Take = (items: readonly unknown[], frame: Frame, isLast: boolean) => unknown;

/** `a.b.c`, with everything that may hang on its steps. */
export function compilePath(node: PathNode, compilation: Compilation): Code {
  const names = namesAfterVariable(node);
  if (names !== undefined) return compileNames(node, names, compilation);
  return compileSteps(node, compilation);
}

/** The names of `$x.a.b.c`, the commonest path by far; undefined when the path is anything more. */
function namesAfterVariable(node: PathNode): NameNode[] | undefined {
  const [first, ...rest] = node.steps;
  const isPlain =
    first?.type === 'variable' &&
    first.stages === undefined &&
    node.group === undefined &&
    node.tuple !== true &&
    node.keepSingletonArray !== true &&
    node.steps.every((step) => step.tuple !== true && step.focus === undefined && step.keepArray !== true);
  if (!isPlain) return undefined;
  const names = rest.filter((step): step is NameNode => step.type === 'name' && step.stages === undefined);
  return names.length === rest.length && names.length > 0 ? names : undefined;
}

/** As long as there is one object after the other no sequence is needed; at the first array the general way takes over. */
function compileNames(node: PathNode, names: readonly NameNode[], compilation: Compilation): Code {
  const [variable] = node.steps;
  if (variable === undefined) throw new Error('A path has steps');
  const start = compilation.compile(variable);
  const general = compileSteps(node, compilation);
  const keys = names.map(({ value }) => value);
  const read = keys.every(isPlainKey)
    ? (object: object, key: string): unknown => (object as Record<string, unknown>)[key]
    : readOwn;
  return (input, frame) => {
    let value = start(input, frame);
    for (const key of keys) {
      if (typeof value !== 'object' || value === null) return undefined;
      if (Array.isArray(value)) return general(input, frame);
      if (value instanceof FunctionValue) return undefined;
      value = read(value, key);
    }
    return Array.isArray(value) ? collapse(value, frame.run) : value;
  };
}

function compileSteps(node: PathNode, compilation: Compilation): Code {
  // From the first step that binds a name, every step works on tuples.
  const firstTuple = node.steps.findIndex((step) => step.tuple === true);
  const steps = node.steps.map((step, index) =>
    firstTuple >= 0 && index >= firstTuple && !(index === 0 && step.consarray === true)
      ? { takeTuples: compileTupleStep(step, compilation) }
      : { take: compileStep(step, index, compilation) },
  );
  const group = node.group && compileGroup(node.group.lhs, node.group.position, compilation);
  const isAbsolute = node.steps[0]?.type === 'variable';
  const { keepArray } = node;
  return (input, frame) => {
    const { run } = frame;
    const start = Array.isArray(input) && !isAbsolute ? (input as unknown[]) : [input];
    const walked = walk(steps, start, frame);
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

function walk(steps: readonly Step[], start: readonly unknown[], frame: Frame): unknown {
  let items: unknown = start;
  let tuples: Tuple[] | undefined;
  for (const [index, step] of steps.entries()) {
    if (step.takeTuples) {
      tuples = step.takeTuples(items as readonly unknown[], tuples, frame);
    } else {
      items = step.take(items as readonly unknown[], frame, index === steps.length - 1);
      if (!Array.isArray(items) || items.length === 0) break;
    }
  }
  return tuples === undefined ? items : asTupleStream(tuples, frame.run);
}

function compileStep(node: AstNode, index: number, compilation: Compilation): Take {
  if (node.type === 'sort') {
    const sort = compileSort(node, compilation);
    const filters = filtersOf(node, compilation);
    return (items, frame) => throughFilters(sort(items, frame), filters, frame);
  }
  const code = compilation.compile(node);
  if (index === 0 && node.consarray === true) return code;
  const filters = filtersOf(node, compilation);
  return (items, frame, isLast) => {
    const { run } = frame;
    const results: unknown[] = [];
    for (const item of items) {
      run.step();
      const result = throughFilters(code(item, frame), filters, frame);
      if (result !== undefined) results.push(result);
    }
    const [only] = results;
    if (isLast && results.length === 1 && Array.isArray(only) && !isSequence(only, run)) return only;
    return asSequence(flattened(results, run), run);
  };
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

/** One level of arrays is opened, those written as `[…]` in the path excepted. */
function flattened(results: readonly unknown[], run: Run): unknown[] {
  const items: unknown[] = [];
  for (const result of results) {
    if (Array.isArray(result) && !isConstructed(result, run)) {
      run.checkLength(items.length + result.length);
      for (const item of result) items.push(item);
    } else {
      items.push(result);
    }
  }
  return items;
}

/** `name`: of the context item. */
export function compileNameStep(node: NameNode): Code {
  const key = node.value;
  return (input, frame) => collapse(lookup(input, key, frame.run), frame.run);
}
