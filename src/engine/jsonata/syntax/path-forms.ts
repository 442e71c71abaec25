import type { Stage } from '../ast.js';
import type { Draft, DraftPath } from './draft.js';
import { lastStep } from './draft.js';
import { syntaxError } from './syntax-error.js';
import type { GroupSyntax, InfixSyntax, SortSyntax } from './syntax.js';
import { buildPairs } from './tree-builder.js';
import type { FormBuilders, TreeBuilder } from './tree-builder.js';

/** The forms that make a path or add to one. */
export const pathForms = { map, filter, group, sort, focus, index } satisfies FormBuilders<
  'map' | 'filter' | 'group' | 'sort' | 'focus' | 'index'
>;

function map({ lhs, rhs }: InfixSyntax, builder: TreeBuilder): Draft {
  const first = builder.build(lhs);
  const path = pathOf(first);
  if (path !== first) builder.ancestry.startPath(path, first);
  append(path, builder.build(rhs));
  builder.ancestry.extendPath(path);
  return path;
}

function append(path: DraftPath, rest: Draft): void {
  if (rest.type === 'path') path.steps.push(...rest.steps);
  else path.steps.push(filteredInStages(rest));
  for (const step of path.steps) {
    requireStep(step);
    if (step.keepArray === true) path.keepSingletonArray = true;
  }
  keepWhole(path.steps[0]);
  keepWhole(path.steps.at(-1));
}

function pathOf(node: Draft): DraftPath {
  return node.type === 'path' ? node : { type: 'path', steps: [node] };
}

/** Filters of a step are stages, in line with the bindings that may follow. */
function filteredInStages(step: Draft): Draft {
  if (step.predicate === undefined) return step;
  step.stages = step.predicate;
  delete step.predicate;
  return step;
}

/** A string is the name of a field when it is a step; other literals are no steps. */
function requireStep(step: Draft): void {
  if (step.type === 'number' || step.type === 'value') throw syntaxError('S0213', step.position, { value: step.value });
  if (step.type === 'string') Object.assign(step, { type: 'name' });
}

/** An array constructor at either end of a path is one item of the result. */
function keepWhole(step: Draft | undefined): void {
  if (step?.type === 'unary' && step.value === '[') step.consarray = true;
}

function filter({ lhs, rhs, position }: InfixSyntax, builder: TreeBuilder): Draft {
  const node = builder.build(lhs);
  const step = lastStep(node);
  if (step.group !== undefined) throw syntaxError('S0209', position);
  const expr = builder.build(rhs);
  builder.ancestry.filter(step, expr);
  const filters: Stage[] = node.type === 'path' ? (step.stages ??= []) : (step.predicate ??= []);
  filters.push({ type: 'filter', expr, position });
  return node;
}

function group({ lhs, pairs, position }: GroupSyntax, builder: TreeBuilder): Draft {
  const node = builder.build(lhs);
  if (node.group !== undefined) throw syntaxError('S0210', position);
  node.group = { lhs: buildPairs(pairs, builder), position };
  return node;
}

function sort({ lhs, terms, position }: SortSyntax, builder: TreeBuilder): Draft {
  const path = pathOf(builder.build(lhs));
  const sorted: { descending: boolean; expression: Draft }[] = [];
  for (const { descending, expression } of terms) sorted.push({ descending, expression: builder.build(expression) });
  const step: Draft = { type: 'sort', position, terms: sorted };
  for (const { expression } of sorted) builder.ancestry.inherit(step, expression);
  path.steps.push(step);
  builder.ancestry.extendPath(path);
  return path;
}

function focus({ lhs, rhs, position, keepArray }: InfixSyntax, builder: TreeBuilder): Draft {
  const node = builder.build(lhs);
  const step = lastStep(node);
  if (step.stages !== undefined || step.predicate !== undefined) throw syntaxError('S0215', position);
  if (step.type === 'sort') throw syntaxError('S0216', position);
  if (keepArray) step.keepArray = true;
  step.focus = String(rhs.value);
  step.tuple = true;
  return node;
}

function index({ lhs, rhs }: InfixSyntax, builder: TreeBuilder): Draft {
  const node = builder.build(lhs);
  const path = pathOf(node === lastStep(node) ? filteredInStages(node) : node);
  const step = lastStep(path);
  if (step.stages === undefined) step.index = String(rhs.value);
  else step.stages.push({ type: 'index', value: String(rhs.value) });
  step.tuple = true;
  return path;
}
