import { dynamicStates, mapOver, workflow, type AnyState } from '../../asl/index.js';
import { circuitRules } from '../../circuit/circuit-rules.js';
import { circuitVariable } from '../circuit-record.js';
import { HISTORY_EVENTS } from '../history-events.js';
import { capitalised, type Blueprint, type States } from '../machine/blueprint.js';
import { jsonataText } from '../machine/jsonata-text.js';
import { circuitWrite, REFUSED, TABLE_TIMEOUT_SECONDS } from './circuit-write.js';
import { countFailureStates } from './count-failure.js';
import { knownExpression } from './shared-circuit-expression.js';

type End = ReturnType<ReturnType<typeof workflow>['end']>;

/**
 * What an iteration of a chunk does about a call that failed: `… failed` decides by the error's class. A counted
 * failure is written at once, so that whoever shares the circuit stops at the fifth and not at the end of a chunk.
 */
export function failedCallStates(blueprint: Blueprint, target: string, end: End): Readonly<Record<string, AnyState>> {
  const name = capitalised(target);
  const { maxResetMs } = circuitRules(blueprint.circuit);
  const generation = `$${circuitVariable(target)}.generation`;
  const known = knownExpression(target);
  const input = jsonataText('$states.input');
  return {
    [`${name} failed`]: {
      type: 'Choice',
      choices: [
        { condition: jsonataText(`$states.input.kind = 'counted' and ${known}`), next: `${name} count failure` },
        { condition: jsonataText(`$states.input.kind = 'exhausted' and ${known}`), next: `${name} quota exhausted` },
      ],
      default: `${name} settled`,
    },
    [`${name} quota exhausted`]: {
      type: 'Task',
      call: circuitWrite(blueprint, target, 'tripAtOnce', {
        now: '$states.input.at',
        parameters: { gen: generation, resetMs: String(maxResetMs) },
      }),
      timeoutSeconds: TABLE_TIMEOUT_SECONDS,
      catch: [
        { errors: REFUSED, output: input, next: `${name} settled` },
        { errors: ['States.ALL'], output: input, next: `${name} circuit unavailable` },
      ],
      output: input,
      next: end,
    },
    ...countFailureStates(blueprint, { target, name, generation, end }),
  };
}

/** The variable with a target's slow calls that no write has counted yet. */
export const slowVariable = (target: string): string => `${target}Slow`;

/** JSONata: the slow calls of a chunk, each with its time and the generation that admitted it. */
export const slowCallsExpression = (target: string): string =>
  `[${knownExpression(target)} ? $states.result[slow].{'at': at, 'generation': $${circuitVariable(target)}.generation}]`;

/**
 * `… slow calls`: successful calls that took too long are counted after their chunk. To look at every successful call
 * inside the chunk would cost each item a state transition.
 */
export function slowCallsState(blueprint: Blueprint, target: string): States {
  const { circuit, decide } = blueprint;
  if (circuit.slowCallMs === undefined) return {};
  const name = `${capitalised(target)} slow`;
  const iteration = workflow<{ input: { at: number } }>();
  const flow = iteration.flow({
    startAt: `${name} count failure`,
    states: dynamicStates(
      countFailureStates(blueprint, { target, name, generation: '$states.input.generation', end: iteration.end() }),
    ),
  });
  return {
    [`${name} calls`]: {
      type: 'Map',
      comment: `Calls to ${target} that took too long count as failures`,
      call: mapOver(flow, { maxConcurrency: circuit.concurrency })(jsonataText(`$${slowVariable(target)}`)),
      assign: {
        [slowVariable(target)]: [],
        events: jsonataText(
          `$events + ${HISTORY_EVENTS.chunk} + ${HISTORY_EVENTS.sharedFailure} * $count($states.result)`,
        ),
      },
      output: {},
      next: decide,
    },
  };
}
