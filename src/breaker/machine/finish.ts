import { integration, workflow } from '../../asl/index.js';
import { circuitVariable } from '../circuit-record.js';
import type { Blueprint, States } from './blueprint.js';
import { jsonataText, jsonataTexts } from './jsonata-text.js';

const startExecution = integration<{ StateMachineArn: string; Name: string; Input: object }, { ExecutionArn: string }>(
  'states:startExecution',
);

/**
 * The ways out: `Done`, `Continue` (the history is nearly full: a successor takes what is left), `Misconfigured` and
 * `Poisoned batch`, which fail loudly. A failed execution loses nothing: its variables hold the queue.
 */
export function finishStates({ circuit, targetNames, queue }: Blueprint): States {
  const circuits = `{${targetNames.map((t) => `'${t}': $${circuitVariable(t)}`).join(', ')}}`;
  const summary = jsonataTexts({
    items: '$total',
    outcomes: '$served',
    circuits,
    continuation: '$continuation',
  });
  return {
    Continue: {
      type: 'Task',
      comment: 'The history is nearly full: a successor takes what is left',
      // A name of its own makes a repeated request start the same execution, not a second one.
      call: startExecution({
        StateMachineArn: jsonataText('$states.context.StateMachine.Id'),
        Name: jsonataText(`$substring($batch, 0, 70) & '-' & $string($continuation + 1)`),
        Input: {
          ...jsonataTexts({
            items: queue.freshItems,
            waiting: '$waiting',
            circuits,
            served: '$served',
            total: '$total',
            batch: '$batch',
            continuation: '$continuation + 1',
          }),
          AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: workflow().context.Execution.Id,
        },
      }),
      retry: [{ errors: ['States.ALL'], intervalSeconds: 2, backoffRate: 2, maxAttempts: 6, jitterStrategy: 'FULL' }],
      output: { ...summary, continuedBy: startExecution.result.ExecutionArn },
      next: workflow().end(),
    },
    Done: { type: 'Succeed', output: summary },
    Misconfigured: {
      type: 'Fail',
      error: jsonataText(`'Stepbreaker.Misconfigured'`),
      cause: jsonataText(
        `'A call failed with ' & $fault & ': the machine or its role is wrong. Fix it, then restart the execution.'`,
      ),
    },
    ...(circuit.maxRefusalsInARow !== undefined && {
      'Poisoned batch': {
        type: 'Fail',
        error: jsonataText(`'Stepbreaker.PoisonedBatch'`),
        cause: jsonataText(
          `$string($refusals) & ' items in a row were refused as invalid. Fix the input, then restart the execution.'`,
        ),
      },
    }),
  };
}
