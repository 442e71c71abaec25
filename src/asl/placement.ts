import type { Call, MapCallNode, ParallelCallNode } from './call.js';
import { isCloudFormationValue } from './cloudformation.js';
import { expressionOf, isExpression, nodeOf } from './expression.js';
import type { Flow, FlowDefinition } from './flow.js';
import { jsonataIn, renameVariables } from './jsonata-text.js';
import type { Node, ReferenceNode } from './node.js';
import type { AnyState } from './state.js';

/** Where a fragment goes. */
export interface Placement {
  readonly prefix: string;
  readonly exits: Readonly<Record<string, string>>;
  /** The workflow that declares the fragment's variables. */
  readonly owner: object;
}

const PLACED = Symbol.for('stepbreaker.placed');

/** One placing of a fragment: all its states carry the same one. */
export interface Placing {
  readonly prefix: string;
  /** How many states were placed. */
  readonly size: number;
}

/** The placing a state comes from; `undefined` for a state of the machine's own. */
export function placingOf(state: object): Placing | undefined {
  return (state as { readonly [PLACED]?: Placing })[PLACED];
}

/** Variable names allow letters, digits and underscores; a prefix may have more. */
export function placedVariable(prefix: string, name: string): string {
  return `${prefix.replace(/[^A-Za-z0-9]/g, '_')}_${name}`;
}

/** The fragment's states under their new names, everything in them pointing to the new names. */
export function place(definition: FlowDefinition, placement: Placement): Record<string, AnyState> {
  const assigned = assignedVariables(definition);
  const renaming: Renaming = {
    state: (name) =>
      name.startsWith('exit:') ? (placement.exits[name.slice('exit:'.length)] ?? name) : `${placement.prefix}-${name}`,
    variable: (name, owner) =>
      owner === placement.owner || (owner === undefined && assigned.has(name))
        ? placedVariable(placement.prefix, name)
        : name,
  };
  const placing: Placing = { prefix: placement.prefix, size: Object.keys(definition.states).length };
  return Object.fromEntries(
    Object.entries(definition.states).map(([name, state]) => [
      renaming.state(name),
      { ...renameState(state, renaming), [PLACED]: placing },
    ]),
  );
}

interface Renaming {
  state(name: string): string;
  variable(name: string, owner: object | undefined): string;
}

function assignedVariables(definition: FlowDefinition): ReadonlySet<string> {
  const names = new Set<string>();
  for (const state of Object.values(definition.states)) {
    for (const holder of [state, ...listIn(state, 'choices'), ...listIn(state, 'catch')]) {
      for (const name of Object.keys((holder as { readonly assign?: object }).assign ?? {})) names.add(name);
    }
  }
  return names;
}

function listIn(state: object, field: string): readonly object[] {
  const list: unknown = (state as Readonly<Record<string, unknown>>)[field];
  return Array.isArray(list) ? list : [];
}

/** Fields that need more than renaming what is inside; everything else is data. */
const FIELDS: Readonly<Record<string, (value: unknown, renaming: Renaming) => unknown>> = {
  next: renameTarget,
  default: renameTarget,
  leadsTo: (value, renaming) => (value as readonly string[]).map(renaming.state),
  assign: (value, renaming) =>
    Object.fromEntries(
      Object.entries(value as object).map(([name, data]) => [
        renaming.variable(name, undefined),
        renameData(data, renaming),
      ]),
    ),
  choices: renameRules,
  catch: renameRules,
  call: (value, renaming) => renameCall(value as Call<'Task' | 'Map' | 'Parallel'>, renaming),
};

function renameState<S extends object>(state: S, renaming: Renaming): S {
  const entries = Object.entries(state).map(([field, value]) => [
    field,
    value === undefined ? undefined : (FIELDS[field] ?? renameData)(value, renaming),
  ]);
  return Object.fromEntries(entries) as S;
}

function renameTarget(next: unknown, renaming: Renaming): unknown {
  return typeof next === 'string' ? renaming.state(next) : renameData(next, renaming);
}

function renameRules(rules: unknown, renaming: Renaming): unknown {
  return (rules as readonly object[]).map((rule) => renameState(rule, renaming));
}

/** The origin stays the very object it was: results are told apart by it. */
function renameCall(call: Call<'Task' | 'Map' | 'Parallel'>, renaming: Renaming): unknown {
  const { flow, options, branches } = call as Partial<
    Pick<MapCallNode, 'flow' | 'options'> & Pick<ParallelCallNode, 'branches'>
  >;
  return {
    ...call,
    ...(call.arguments === undefined ? {} : { arguments: renameData(call.arguments, renaming) }),
    ...(options === undefined ? {} : { options: renameData(options, renaming) }),
    ...(flow === undefined ? {} : { flow: renameFlow(flow, renaming) }),
    ...(branches === undefined ? {} : { branches: branches.map((branch) => renameFlow(branch, renaming)) }),
  };
}

/** State names are unique in the whole machine, so those of inner flows take the prefix too. */
function renameFlow({ definition }: Flow<unknown, unknown>, renaming: Renaming): Flow<unknown, unknown> {
  return {
    definition: {
      ...definition,
      startAt: renaming.state(definition.startAt),
      states: Object.fromEntries(
        Object.entries(definition.states).map(([name, state]) => [renaming.state(name), renameState(state, renaming)]),
      ),
    },
  };
}

function renameData(value: unknown, renaming: Renaming): unknown {
  if (isExpression(value)) return expressionOf(renameNode(nodeOf(value), renaming));
  if (typeof value === 'string') return renameText(value, renaming);
  if (typeof value !== 'object' || value === null || isCloudFormationValue(value)) return value;
  if (Array.isArray(value)) return value.map((element) => renameData(element, renaming));
  return Object.fromEntries(Object.entries(value).map(([field, data]) => [field, renameData(data, renaming)]));
}

function renameText(text: string, renaming: Renaming): string {
  const source = jsonataIn(text);
  if (source === undefined) return text;
  return `{%${renameVariables(source, (name) => renaming.variable(name, undefined))}%}`;
}

function renameNode(node: Node, renaming: Renaming): Node {
  switch (node.kind) {
    case 'reference':
      return node.root === 'variable' ? renameVariable(node, renaming) : node;
    case 'operation':
      return { ...node, operands: node.operands.map((operand) => renameNode(operand, renaming)) };
    case 'text':
      return {
        ...node,
        parts: node.parts.map((part) => renameVariables(part, (name) => renaming.variable(name, undefined))),
        operands: node.operands.map((operand) => renameNode(operand, renaming)),
      };
    case 'literal':
      return { ...node, value: renameData(node.value, renaming) };
  }
}

/** Once renamed, a variable is known by its name alone: a fragment around this one renames it again. */
function renameVariable({ owner, ...node }: ReferenceNode, renaming: Renaming): ReferenceNode {
  const name = renaming.variable(node.name ?? '', owner);
  return name === node.name && owner !== undefined ? { ...node, owner } : { ...node, name };
}
