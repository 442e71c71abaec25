import { dynamicStates, mapOver, workflow } from '../../asl/index.js';
import { circuitVariable } from '../circuit-record.js';
import { HISTORY_EVENTS } from '../history-events.js';
import { capitalised, type Blueprint, type States } from '../machine/blueprint.js';
import { jsonataText } from '../machine/jsonata-text.js';
import { countFailureStates } from './count-failure.js';
import { knownExpression } from './shared-circuit-expression.js';

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
  const { circuit } = blueprint;
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
      next: 'Read circuits',
    },
  };
}
