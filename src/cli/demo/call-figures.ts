import { answered, type Call, type CircuitChange, type CircuitState, type RunRecord } from './run-record.js';

/** A time between two changes of a circuit, the end not included. */
export interface Period {
  readonly state: CircuitState;
  readonly from: number;
  readonly to: number;
}

/** The changes of a circuit as periods that cover a run without gaps. */
export function periodsOf(circuit: readonly CircuitChange[], duration: number): Period[] {
  return circuit.map(({ state, at }, index) => ({
    state,
    from: at,
    to: circuit[index + 1]?.at ?? Math.max(at, duration),
  }));
}

/** Requests that reached the target between OPEN and the next probe. A breaker that works lets none pass. */
export function callsWhileOpen(run: RunRecord): number {
  const open = periodsOf(run.circuit, run.duration).filter(({ state }) => state === 'OPEN');
  return primaryCalls(run).filter(({ at }) => open.some(({ from, to }) => at >= from && at < to)).length;
}

/**
 * Guarded calls that the outage cost before the circuit first opened: all attempts of an invocation are one call, it failed when its
 * last attempt failed, and the streak is every failed call back to the last one that succeeded. 0 when the circuit never opened.
 */
export function failedCallsBeforeOpen({ circuit, calls }: RunRecord): number {
  const opened = circuit.find(({ state }) => state === 'OPEN');
  if (opened === undefined || opened.at === 0) return 0;
  const succeeded = new Map<string, boolean>();
  for (const call of primaryCalls({ calls })) {
    if (call.at < opened.at) succeeded.set(call.invocationId, answered(call));
  }
  const outcomes = [...succeeded.values()];
  return outcomes.length - 1 - outcomes.lastIndexOf(true);
}

/**
 * About how many requests the open circuit kept away from a model that could not answer: those that would have gone out at the pace
 * before it opened, but no more than every reader still to be served would have made.
 */
export function callsSaved(run: RunRecord): number {
  const periods = periodsOf(run.circuit, run.duration);
  const firstOpen = periods.find(({ state }) => state === 'OPEN');
  if (firstOpen === undefined || firstOpen.from === 0) return 0;
  const before = primaryCalls(run).filter(({ at }) => at < firstOpen.from);
  const openTime = periods.reduce((sum, { state, from, to }) => (state === 'OPEN' ? sum + to - from : sum), 0);
  const failing = before.filter((call) => !answered(call));
  const attempts = failing.length / Math.max(1, new Set(failing.map(({ invocationId }) => invocationId)).size);
  const waiting = run.readerIds.length - run.results.filter(({ at }) => at < firstOpen.from).length;
  return Math.round(Math.min((before.length / firstOpen.from) * openTime, waiting * attempts));
}

const primaryCalls = ({ calls }: Pick<RunRecord, 'calls'>): readonly Call[] =>
  calls.filter(({ tier }) => tier === 'primary');
