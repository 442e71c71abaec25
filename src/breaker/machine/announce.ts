import { events } from '../../asl/index.js';
import { circuitVariable } from '../circuit-record.js';
import { HISTORY_EVENTS } from '../history-events.js';
import type { Blueprint, States } from './blueprint.js';
import type { CircuitScope } from './circuit-scope.js';
import { jsonataText, jsonataTexts } from './jsonata-text.js';

/**
 * `Announce`: publishes every circuit that changed since it was last announced, as `Circuit State Change` from
 * `stepbreaker`. EventBridge itself carries status changes of executions only; no rule can see a state entered.
 * A publisher that fails holds nothing up.
 */
export function announceState({ circuit, targetNames }: Blueprint, { decide }: CircuitScope): States {
  const circuits = targetNames.map((t) => `{'target': '${t}', 'circuit': $${circuitVariable(t)}}`).join(', ');
  const detail = [
    `'executionArn': $states.context.Execution.Id`,
    `'batch': $batch`,
    `'target': target`,
    `'from': circuit.announced`,
    `'state': circuit.state`,
    `'openings': circuit.openings`,
    `'openUntil': circuit.openUntil`,
  ].join(', ');
  const announced = jsonataTexts({
    ...Object.fromEntries(
      targetNames
        .map(circuitVariable)
        .map((variable) => [variable, `$merge([$${variable}, {'announced': $${variable}.state}])`]),
    ),
    events: `$events + ${HISTORY_EVENTS.task}`,
  });
  return {
    Announce: {
      type: 'Task',
      comment: 'Tells EventBridge which circuits changed',
      call: events.putEvents({
        Entries: jsonataText(
          // A filter right behind a list loses its items in JSONata: hence the parentheses.
          `[([${circuits}][circuit.state != circuit.announced]).{'Source': 'stepbreaker', 'DetailType': 'Circuit State Change', 'EventBusName': ${JSON.stringify(circuit.eventBusName)}, 'Detail': {${detail}}}]`,
        ),
      }),
      catch: [{ errors: ['States.ALL'], assign: announced, output: {}, next: decide }],
      assign: announced,
      output: {},
      next: decide,
    },
  };
}
