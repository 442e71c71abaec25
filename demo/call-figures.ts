import { parseCircuitConfiguration } from '../src/breaker/index.js';
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

/** Failures further apart than this belong to different outages: the circuit's window. */
const windowMilliseconds = parseCircuitConfiguration().windowSeconds * 1_000;

/**
 * Guarded calls to the primary target that the outage cost before the circuit first opened. All attempts of an invocation are one call;
 * it failed when its last attempt failed. Counted back from the opening until no call had failed for the length of the circuit's window.
 * 0 when the circuit never opened, or was open from the start.
 */
export function failedCallsBeforeOpen({ circuit, calls }: RunRecord): number {
  const opened = circuit.find(({ state }) => state === 'OPEN');
  if (opened === undefined) return 0;
  const lastAttempts = new Map<string, Call>();
  for (const call of primaryCalls({ calls })) {
    if (call.at < opened.at) lastAttempts.set(call.invocationId, call);
  }
  const failures = [...lastAttempts.values()]
    .filter((call) => !answered(call))
    .map(({ at }) => at)
    .sort((a, b) => b - a);
  const quiet = failures.findIndex(
    (at, index) => at - (failures[index + 1] ?? Number.NEGATIVE_INFINITY) > windowMilliseconds,
  );
  return quiet + 1;
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
