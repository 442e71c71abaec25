import type { AnyState, End } from '../../asl/index.js';
import { circuitRules } from '../../circuit/circuit-rules.js';
import type { Blueprint } from '../machine/blueprint.js';
import { jsonataText } from '../machine/jsonata-text.js';
import { circuitWrite, REFUSED, TABLE_TIMEOUT_SECONDS } from './circuit-write.js';
import { reportUnavailable } from './store-unavailable.js';

/** What is written about one failure, and where that leads. */
export interface CountedFailure {
  /** The target whose circuit it is counted in. */
  readonly target: string;
  /** Begins the names of the states. */
  readonly name: string;
  /** JSONata for the generation that admitted the call. */
  readonly generation: string;
  readonly end: End;
}

/**
 * `… count failure`, `… trip`, `… circuit unavailable` and `… settled`: one failure is written the moment it happens,
 * beside the calls still under way. The input is what the failed call left behind; so is the output.
 *
 * The failure keeps its own time in both writes: a failure that is not too early for the window when it is counted is
 * never so when it trips. When both are refused, the generation that admitted the call is over and the failure is late.
 * (Or another writer's clock, behind by up to the skew, has put an older failure between the two writes: that loses this
 * one, at the very edge of the window.)
 */
export function countFailureStates(blueprint: Blueprint, failure: CountedFailure): Readonly<Record<string, AnyState>> {
  const { target, name, generation, end } = failure;
  const { windowMs, resetMs } = circuitRules(blueprint.circuit);
  const parameters = { gen: generation, windowMs: String(windowMs), resetMs: String(resetMs) };
  const input = jsonataText('$states.input');
  const writes = (transition: 'recordFailure' | 'trip', refused: string): AnyState => ({
    type: 'Task',
    call: circuitWrite(blueprint, target, transition, { now: '$states.input.at', parameters }),
    timeoutSeconds: TABLE_TIMEOUT_SECONDS,
    catch: [
      { errors: REFUSED, output: input, next: refused },
      { errors: ['States.ALL'], output: input, next: `${name} circuit unavailable` },
    ],
    output: input,
    next: end,
  });
  return {
    [`${name} count failure`]: writes('recordFailure', `${name} trip`),
    [`${name} trip`]: writes('trip', `${name} settled`),
    [`${name} circuit unavailable`]: {
      ...reportUnavailable,
      catch: [{ errors: ['States.ALL'], output: input, next: `${name} settled` }],
      output: input,
      next: end,
    },
    [`${name} settled`]: { type: 'Pass', next: end },
  };
}
