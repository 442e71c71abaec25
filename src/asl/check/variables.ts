import type { Read } from './expressions.js';
import { didYouMean } from '../../runtime/nearest.js';
import { inState, type Path, type Report } from './report.js';
import { assignedBy, isObject, objectsIn, statesOf, targetOf, type FlowView, type StateView } from './view.js';

/** Reads of the variables of the flows they are in; `own` is the state of the flow through which the read is reached. */
interface Reach {
  readonly own: StateView;
  readonly read: Read;
}

/**
 * Every variable is assigned before it is read, on every path; inner flows read the variables of outer ones but cannot
 * assign them; a distributed map sees none (SB201 to SB204).
 * @param readsOf what the states of a flow read.
 */
export function checkVariables(machine: FlowView, readsOf: (flow: FlowView) => readonly Read[], report: Report): void {
  const unresolved = checkScope(machine, new Set(), readsOf, report);
  for (const reach of unresolved) reportUnassigned(reach, [...assignedIn(machine)], report);
}

/** Resolves what it can of the flow, and gives back the reads that are of variables from outside. */
function checkScope(
  flow: FlowView,
  outer: ReadonlySet<string>,
  readsOf: (flow: FlowView) => readonly Read[],
  report: Report,
): readonly Reach[] {
  const assigned = assignedIn(flow);
  checkAssignments(flow, outer, report);
  const reaches: Reach[] = readsOf(flow).map((read) => ({ own: read.state, read }));
  const visible = new Set([...outer, ...assigned]);
  for (const state of statesOf(flow)) {
    for (const inner of state.inner) {
      const left = checkScope(inner, inner.isolated ? new Set() : visible, readsOf, report);
      for (const { read } of left) {
        if (inner.isolated) reportIsolated(read, visible, assignedIn(inner), report);
        else reaches.push({ own: state, read });
      }
    }
  }
  checkPaths(
    flow,
    reaches.filter(({ read }) => assigned.has(read.name)),
    report,
  );
  return reaches.filter(({ read }) => !assigned.has(read.name));
}

function assignedIn(flow: FlowView): ReadonlySet<string> {
  return new Set(statesOf(flow).flatMap((state) => assignments(state).map(({ name }) => name)));
}

function assignments(state: StateView): readonly { readonly name: string; readonly keys: Path }[] {
  const { fields } = state;
  const holders = [
    { holder: fields, keys: [] as Path },
    ...objectsIn(fields.Choices).map(({ index, item }) => ({ holder: item, keys: ['Choices', index] as Path })),
    ...objectsIn(fields.Catch).map(({ index, item }) => ({ holder: item, keys: ['Catch', index] as Path })),
  ];
  return holders.flatMap(({ holder, keys }) =>
    isObject(holder.Assign) ? assignedBy(holder).map((name) => ({ name, keys: [...keys, 'Assign', name] })) : [],
  );
}

function checkAssignments(flow: FlowView, outer: ReadonlySet<string>, report: Report): void {
  for (const state of statesOf(flow)) {
    for (const { name, keys } of assignments(state)) {
      const wrong = wrongName(name);
      if (wrong !== undefined) report(inState(state, keys, { code: 'SB204', ...wrong }));
      if (outer.has(name)) {
        report(
          inState(state, keys, {
            code: 'SB203',
            message: `assigns '${name}', which is a variable of the flow outside: an inner flow can read it, not assign it`,
            fix: 'rename the inner one, and hand its value out as the output of the flow',
          }),
        );
      }
    }
  }
}

function wrongName(name: string): { readonly message: string; readonly fix: string } | undefined {
  if (name === 'states') return { message: "'states' is reserved for $states", fix: 'choose another name' };
  if (name.length > 80)
    return { message: `the variable name has ${name.length} characters; 80 are allowed`, fix: 'shorten it' };
  if (/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name)) return undefined;
  return {
    message: `'${name}' cannot be a variable name`,
    fix: 'use letters, digits and underscores, and begin with a letter',
  };
}

/**
 * A variable is missing at every state that can be reached without passing an assignment of it. One walk per variable
 * finds them all, and the shortest path to each.
 */
function checkPaths(flow: FlowView, reaches: readonly Reach[], report: Report): void {
  const byName = groupByName(reaches);
  const start = flow.startAt === undefined ? undefined : targetOf(flow, flow.startAt);
  if (start === undefined) return;
  for (const [name, readers] of byName) {
    const cameFrom = walkWithout(flow, start, name);
    for (const { own, read } of readers) {
      if (!cameFrom.has(own)) continue;
      const path = pathTo(own, cameFrom);
      if (read.state !== own) path.push(read.state.name);
      report(
        inState(read.state, read.keys, {
          code: 'SB202',
          message: `reads $${name}, which is not assigned on the path ${shortened(path).join(' → ')}`,
          fix: `assign ${name} before, for example in '${start.name}'`,
        }),
      );
    }
  }
}

function groupByName(reaches: readonly Reach[]): Map<string, Reach[]> {
  const groups = new Map<string, Reach[]>();
  for (const reach of reaches) {
    const group = groups.get(reach.read.name);
    if (group) group.push(reach);
    else groups.set(reach.read.name, [reach]);
  }
  return groups;
}

/** Every state reached without assigning the variable, with the state before it. */
function walkWithout(flow: FlowView, start: StateView, name: string): ReadonlyMap<StateView, StateView | undefined> {
  const cameFrom = new Map<StateView, StateView | undefined>([[start, undefined]]);
  for (const state of cameFrom.keys()) {
    for (const { to, assigns } of state.transitions) {
      const next = flow.states.get(to);
      if (next && !cameFrom.has(next) && !assigns.includes(name)) cameFrom.set(next, state);
    }
  }
  return cameFrom;
}

function pathTo(state: StateView, cameFrom: ReadonlyMap<StateView, StateView | undefined>): string[] {
  const path: string[] = [];
  for (let at: StateView | undefined = state; at !== undefined; at = cameFrom.get(at)) path.unshift(at.name);
  return path;
}

function shortened(path: readonly string[]): readonly string[] {
  return path.length <= 8 ? path : [...path.slice(0, 3), '…', ...path.slice(-4)];
}

function reportUnassigned({ read }: Reach, names: readonly string[], report: Report): void {
  if (read.maybeFunction) return;
  report(
    inState(read.state, read.keys, {
      code: 'SB201',
      message: `reads $${read.name}, which nothing assigns`,
      fix: didYouMean(read.name, names, `assign ${read.name} in a state before`),
    }),
  );
}

function reportIsolated(read: Read, outer: ReadonlySet<string>, inner: ReadonlySet<string>, report: Report): void {
  if (read.maybeFunction && !outer.has(read.name)) return;
  report(
    inState(read.state, read.keys, {
      code: 'SB201',
      message: outer.has(read.name)
        ? `reads $${read.name}, which the children of a distributed map cannot see`
        : `reads $${read.name}, which nothing assigns`,
      fix: outer.has(read.name)
        ? 'hand the value to the children with the ItemSelector of the map'
        : didYouMean(read.name, inner, `assign ${read.name} in a state before`),
    }),
  );
}
