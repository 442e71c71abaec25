import type { AstNode, Stage } from '../ast.js';
import { Frame, emptySlots } from '../frame.js';
import type { Tuple } from '../frame.js';
import { asTupleStream, isTupleStream } from '../values/sequence.js';
import type { Compilation } from './compilation.js';
import type { Filter } from './filter.js';
import { compileFilter } from './filter.js';
import { compileSort } from './sort.js';
import { tupleScope } from './tuple-scope.js';

/** A step of a path that carries names: from the tuples so far, or the items when it is the first, to the next tuples. */
export type TupleStep = (items: readonly unknown[], tuples: Tuple[] | undefined, frame: Frame) => Tuple[];

export function compileTupleStep(node: AstNode, compilation: Compilation): TupleStep {
  const stages = compileStages(node.stages ?? [], compilation);
  if (node.type === 'sort') {
    const sort = compileSort(node, compilation);
    return (items, tuples, frame) => {
      if (tuples) return stages(asTupleStream(sort(tuples, frame) as Tuple[], frame.run), frame);
      const sorted = sort(items, frame).map((item, index) => ({ '@': item, [String(node.index)]: index }));
      return stages(asTupleStream(sorted, frame.run), frame);
    };
  }
  const scope = tupleScope(compilation.scope, [node]);
  const code = compilation.within(scope).compile(node);
  return (items, tuples, frame) => {
    const { run } = frame;
    const result: Tuple[] = [];
    for (const tuple of tuples ?? items.map((item): Tuple => ({ '@': item }))) {
      const value = code(tuple['@'], new Frame(run, frame, emptySlots(scope.size), tuple));
      if (value === undefined) continue;
      if (isTupleStream(value, run)) {
        for (const inner of value as Tuple[]) result.push({ ...tuple, ...inner });
      } else {
        const found = Array.isArray(value) ? (value as unknown[]) : [value];
        for (const [index, item] of found.entries()) {
          run.step();
          result.push(extended(tuple, item, index, node));
        }
      }
      run.checkLength(result.length);
    }
    return stages(asTupleStream(result, run), frame);
  };
}

function extended(tuple: Tuple, item: unknown, index: number, node: AstNode): Tuple {
  const result = { ...tuple };
  // With `@$name` the context stays where it was and the item goes by its name.
  if (node.focus !== undefined) result[node.focus] = item;
  else result['@'] = item;
  if (node.index !== undefined) result[node.index] = index;
  if (node.ancestor !== undefined) result[node.ancestor.label] = tuple['@'];
  return result;
}

/** Filters and `#$name` in the order they are written. */
function compileStages(stages: readonly Stage[], compilation: Compilation): (tuples: Tuple[], frame: Frame) => Tuple[] {
  const apply = stages.map((stage): Filter => {
    if (stage.type === 'filter') return compileFilter(stage, compilation);
    return (tuples, frame) =>
      asTupleStream(
        (tuples as Tuple[]).map((tuple, index) => ({ ...tuple, [stage.value]: index })),
        frame.run,
      );
  });
  return (tuples, frame) => {
    let result: unknown = tuples;
    for (const stage of apply) result = stage(result, frame);
    return result as Tuple[];
  };
}
