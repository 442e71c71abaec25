import { objectsOf, type DefinitionScope, type Fields } from './definition-scope.js';
import type { Report } from './diagnostic.js';

/** Where a scope can go: targets that are missing, states that nothing leads to, and whether it can end. */
export function checkTransitions(scopes: readonly DefinitionScope[], report: Report): void {
  for (const { fields, location, states } of scopes) {
    const place = (name: string): string => `${location}/States/${name}`;
    const start = [fields['StartAt'], `${location}/StartAt`] as const;
    const transitions = new Map([...states].map(([name, state]) => [name, transitionsOf(state, place(name))]));
    for (const [target, where] of [start, ...[...transitions.values()].flat()]) {
      if (states.has(String(target))) continue;
      report('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${String(target)}`, where);
    }
    if (![...states.values()].some(isTerminal)) {
      // Without an end, AWS says only that.
      report('MISSING_END_STATE', 'Workflow has no terminal state');
      continue;
    }
    const reached = reachable(String(start[0]), transitions);
    for (const name of states.keys()) {
      if (!reached.has(name)) report('MISSING_TRANSITION_TARGET', `State "${name}" is not reachable.`, place(name));
    }
  }
}

type Transition = readonly [target: unknown, location: string];

function transitionsOf(state: Fields, place: string): readonly Transition[] {
  const direct = ['Next', 'Default']
    .filter((field) => field in state)
    .map((field) => [state[field], `${place}/${field}`] as const);
  const nested = ['Choices', 'Catch'].flatMap((field) =>
    objectsOf(state[field])
      .filter(([, each]) => 'Next' in each)
      .map(([index, each]) => [each['Next'], `${place}/${field}[${index}]/Next`] as const),
  );
  return [...direct, ...nested];
}

function isTerminal(state: Fields): boolean {
  return state['End'] === true || state['Type'] === 'Succeed' || state['Type'] === 'Fail';
}

function reachable(start: string, transitions: ReadonlyMap<string, readonly Transition[]>): ReadonlySet<string> {
  const reached = new Set([start]);
  // A set's iteration goes on with what is added to it meanwhile.
  for (const name of reached) for (const [target] of transitions.get(name) ?? []) reached.add(String(target));
  return reached;
}
