import { nearest } from '../../runtime/nearest.js';
import type { Run } from '../run/run.js';
import { addressOf, type Visit } from '../run/visit.js';

/** `Score` stands for all visits of the state, `Each[0].Score` for those of one iteration. */
export function visitsOf(run: Run, state: string): readonly Visit[] {
  return run.visits.filter((visit) => visit.state === state || addressOf(visit) === state);
}

export function timesText(count: number): string {
  if (count === 0) return 'never';
  return count === 1 ? 'once' : `${count} times`;
}

/** Says so when the machine has no such state at all. */
export function unknownState(run: Run, state: string): string | undefined {
  const name = run.states.has(state) ? state : (state.split('.').at(-1) ?? state);
  if (run.states.has(name)) return undefined;
  const near = nearest(name, [...run.states.keys()]);
  return `The machine has no state '${name}'${near === undefined ? '' : `: is '${near}' meant?`}`;
}
