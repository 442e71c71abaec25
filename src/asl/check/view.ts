import type { QueryLanguage } from '../definition.js';
import { nearest } from '../../runtime/nearest.js';
import type { Path } from './report.js';

/** A JSON object of which nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A machine, the processor of a map or a branch, read with tolerance: whatever is missing or wrong is left out. */
export interface FlowView {
  readonly kind: 'machine' | 'processor' | 'branch';
  readonly fields: JsonObject;
  readonly path: Path;
  /** The Map or Parallel it belongs to, and its place in there. */
  readonly owner?: StateView;
  readonly ownerKeys: Path;
  /** A distributed map: its children see no variables. */
  readonly isolated: boolean;
  readonly startAt: string | undefined;
  readonly states: ReadonlyMap<string, StateView>;
  /** What wrong names were probably meant to be, once worked out. */
  readonly guesses: Map<string, string | undefined>;
}

export interface StateView {
  readonly name: string;
  readonly fields: JsonObject;
  readonly path: Path;
  readonly type: string | undefined;
  readonly language: QueryLanguage;
  readonly flow: FlowView;
  readonly inner: readonly FlowView[];
  readonly transitions: readonly Transition[];
}

/** A way out of a state. */
export interface Transition {
  /** As it is written. */
  readonly to: string;
  /** Where it is written. */
  readonly keys: Path;
  /** The variables assigned on this way. */
  readonly assigns: readonly string[];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** CloudFormation's `{ Ref: … }` and `{ 'Fn::…': … }` may stand for any text. */
export function isIntrinsic(value: unknown): boolean {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0]?.startsWith('Fn::') === true);
}

export function objectsIn(value: unknown): readonly { readonly index: number; readonly item: JsonObject }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => (isObject(item) ? [{ index, item }] : []));
}

export function viewMachine(definition: JsonObject): FlowView {
  return viewFlow(definition, {
    kind: 'machine',
    path: [],
    ownerKeys: [],
    language: languageOf(definition, 'JSONPath'),
  });
}

/** The flow and every flow inside it, outer ones first. */
export function allFlows(flow: FlowView): readonly FlowView[] {
  return [flow, ...[...flow.states.values()].flatMap((state) => state.inner.flatMap(allFlows))];
}

export function statesOf(flow: FlowView): readonly StateView[] {
  return [...flow.states.values()];
}

/** The state a transition leads to, or was probably meant to lead to. */
export function targetOf(flow: FlowView, to: string): StateView | undefined {
  return flow.states.get(to) ?? flow.states.get(meantState(flow, to) ?? '');
}

/** The name of the state that a wrong name was probably meant to be. */
export function meantState(flow: FlowView, name: string): string | undefined {
  const { guesses } = flow;
  if (!guesses.has(name)) {
    const guess = guesses.size < MAXIMUM_GUESSES ? nearest(name, flow.states.keys()) : undefined;
    guesses.set(name, guess);
  }
  return guesses.get(name);
}

/** A definition with more wrong names than this has not been mistyped, and guessing takes time. */
const MAXIMUM_GUESSES = 50;

interface Place {
  readonly kind: FlowView['kind'];
  readonly path: Path;
  readonly owner?: StateView;
  readonly ownerKeys: Path;
  readonly language: QueryLanguage;
}

function viewFlow(fields: JsonObject, { language, ...place }: Place): FlowView {
  const states = new Map<string, StateView>();
  const config = isObject(fields.ProcessorConfig) ? fields.ProcessorConfig : {};
  const flow: FlowView = {
    ...place,
    fields,
    isolated: config.Mode === 'DISTRIBUTED',
    startAt: typeof fields.StartAt === 'string' ? fields.StartAt : undefined,
    states,
    guesses: new Map(),
  };
  if (isObject(fields.States)) {
    for (const [name, state] of Object.entries(fields.States)) {
      if (isObject(state)) states.set(name, viewState(name, state, flow, language));
    }
  }
  return flow;
}

function viewState(name: string, fields: JsonObject, flow: FlowView, outerLanguage: QueryLanguage): StateView {
  const language = languageOf(fields, outerLanguage);
  const inner: FlowView[] = [];
  const state: StateView = {
    name,
    fields,
    path: [...flow.path, 'States', name],
    type: typeof fields.Type === 'string' ? fields.Type : undefined,
    language,
    flow,
    inner,
    transitions: transitionsOf(fields),
  };
  for (const key of ['ItemProcessor', 'Iterator']) {
    const processor = fields[key];
    if (isObject(processor))
      inner.push(
        viewFlow(processor, {
          kind: 'processor',
          path: [...state.path, key],
          owner: state,
          ownerKeys: [key],
          language,
        }),
      );
  }
  for (const { index, item } of objectsIn(fields.Branches)) {
    inner.push(
      viewFlow(item, {
        kind: 'branch',
        path: [...state.path, 'Branches', index],
        owner: state,
        ownerKeys: ['Branches', index],
        language,
      }),
    );
  }
  return state;
}

function languageOf({ QueryLanguage }: JsonObject, otherwise: QueryLanguage): QueryLanguage {
  return QueryLanguage === 'JSONata' || QueryLanguage === 'JSONPath' ? QueryLanguage : otherwise;
}

/** A rule that is true and a catcher bring their own Assign; the state's own is for every other way. */
function transitionsOf(fields: JsonObject): Transition[] {
  const transitions: Transition[] = [];
  const add = (to: unknown, keys: Path, holder: JsonObject) => {
    if (typeof to === 'string') transitions.push({ to, keys, assigns: assignedBy(holder) });
  };
  add(fields.Next, ['Next'], fields);
  for (const list of ['Choices', 'Catch']) {
    for (const { index, item } of objectsIn(fields[list])) add(item.Next, [list, index, 'Next'], item);
  }
  add(fields.Default, ['Default'], fields);
  return transitions;
}

/** The variables that an object with an `Assign` assigns; JSONPath writes `name.$` for a computed one. */
export function assignedBy({ Assign }: JsonObject): string[] {
  return isObject(Assign) ? Object.keys(Assign).map((name) => name.replace(/\.\$$/, '')) : [];
}
