import type { CircuitState } from '../circuit/circuit-state.js';
import type { CircuitConfiguration } from '../circuit/configuration.js';

/** What the machine keeps about one target, in the variable {@link circuitVariable}. All times are epoch milliseconds. */
export interface CircuitRecord {
  readonly state: CircuitState;
  /** The last counted failures, oldest first, at most `failureThreshold − 1`; empty on entering any state. */
  readonly failures: readonly number[];
  /** Times in a row that it opened: 1 after the trip, one more for each failed probe. */
  readonly openings: number;
  /** Set while OPEN. */
  readonly openedAt?: number;
  /** Set while OPEN: from here on the probe is due. Never more than 300 s after `openedAt`. */
  readonly openUntil?: number;
  /** The state that subscribers were last told of. */
  readonly announced: CircuitState;
  /** Of a shared circuit: the generation its table showed. Absent while the table cannot be reached. */
  readonly generation?: number;
  /** Of a shared circuit while HALF_OPEN: who has the probe. */
  readonly probeOwner?: string;
}

/** The state machine variable that holds a target's record: `primary` → `primaryCircuit`. */
export const circuitVariable = (target: string): string => `${target}Circuit`;

const record = (fields: string, variable: string) => `{${fields}, 'announced': $${variable}.announced}`;

const opened = (openings: string, resetMilliseconds: string, variable: string) =>
  record(
    `'state': 'OPEN', 'failures': [], 'openings': ${openings}, 'openedAt': $millis(), 'openUntil': $millis() + ${resetMilliseconds}`,
    variable,
  );

/** JSONata: the record after a successful probe. */
export const closedExpression = (target: string): string =>
  record(`'state': 'CLOSED', 'failures': [], 'openings': 0`, circuitVariable(target));

/** JSONata: the record while one probe is under way. */
export const halfOpenExpression = (target: string): string => {
  const variable = circuitVariable(target);
  return record(`'state': 'HALF_OPEN', 'failures': [], 'openings': $${variable}.openings`, variable);
};

/** JSONata: the record after a probe that failed. The time to the next probe doubles, up to `maxResetSeconds`. */
export const reopenedExpression = (target: string, circuit: CircuitConfiguration): string => {
  const variable = circuitVariable(target);
  const doubled = `${circuit.resetTimerSeconds * 1000} * $power(2, $min([$${variable}.openings, 10]))`;
  return opened(`$${variable}.openings + 1`, `$min([${doubled}, ${circuit.maxResetSeconds * 1000}])`, variable);
};

/** JSONata condition on a failed call: its error counts as a failure of the target. */
export const COUNTED = `kind in ['counted', 'exhausted']`;

/**
 * JSONata: the record after a chunk of calls, from the previous record and `$states.result`.
 *
 * The window slides over the failures kept and the chunk's own: the circuit opens when any `failureThreshold`
 * consecutive ones span at most `windowSeconds`. Counting only what is newer than "now − window" at the end of a
 * chunk would miss a burst at its beginning. Below the threshold the newest failures are kept for the next chunk.
 */
export const foldedExpression = (target: string, circuit: CircuitConfiguration): string => {
  const variable = circuitVariable(target);
  const keep = circuit.failureThreshold - 1;
  return [
    `($at := $sort([$append($${variable}.failures, $states.result[${COUNTED} or slow].at)]);`,
    `$tripped := $exists($filter($at, function($t, $i) { $i >= ${keep} and $t - $at[$i - ${keep}] <= ${circuit.windowSeconds * 1000} }));`,
    `$exists($states.result[kind = 'exhausted']) ? ${opened('1', String(circuit.maxResetSeconds * 1000), variable)} :`,
    `$tripped ? ${opened('1', String(circuit.resetTimerSeconds * 1000), variable)} :`,
    `$merge([$${variable}, {'failures': [$filter($at, function($t, $i, $all) { $i >= $count($all) - ${keep} })]}]))`,
  ].join(' ');
};

/** JSONata condition: OPEN, and the time of the probe has come; or HALF_OPEN with no verdict yet. */
export const probeDueExpression = (target: string): string => {
  const circuit = `$${circuitVariable(target)}`;
  return `${circuit}.state = 'HALF_OPEN' or (${circuit}.state = 'OPEN' and ${circuit}.openUntil <= $millis())`;
};

/**
 * JSONata: the record an execution starts with.
 *
 * A continuation carries `circuits`. An operator gives the first target's `state` and `failure_count` (or the
 * `failures` themselves); a state that is none of the three is taken for CLOSED.
 */
export const initialExpression = (target: string, circuit: CircuitConfiguration, first: boolean): string => {
  const stored = `$states.input.circuits.${target}`;
  const closed = `{'state': 'CLOSED', 'failures': [], 'openings': 0, 'announced': 'CLOSED'}`;
  if (!first) return `$merge([${closed}, ${stored}])`;
  const keep = circuit.failureThreshold - 1;
  return [
    `($given := $states.input.state;`,
    `$counted := $min([$exists($states.input.failure_count) ? $states.input.failure_count : 0, ${keep}]);`,
    `$failures := $exists($states.input.failures) ? [$states.input.failures] : [[1..$counted].($millis())];`,
    `$given = 'OPEN' ? {'state': 'OPEN', 'failures': [], 'openings': 1, 'openedAt': $millis(), 'openUntil': $millis() + ${circuit.resetTimerSeconds * 1000}, 'announced': 'OPEN'} :`,
    `$given = 'HALF_OPEN' ? {'state': 'HALF_OPEN', 'failures': [], 'openings': 0, 'announced': 'HALF_OPEN'} :`,
    `$given = 'CLOSED' ? $merge([${closed}, {'failures': [$filter($sort($failures), function($t, $i, $all) { $i >= $count($all) - ${keep} })]}]) :`,
    `$merge([${closed}, ${stored}]))`,
  ].join(' ');
};
