import { events, workflow, type AnyState } from '../../asl/index.js';
import { HISTORY_EVENTS } from '../history-events.js';
import type { Blueprint, States } from './blueprint.js';
import type { CircuitScope } from './circuit-scope.js';
import { jsonataText, jsonataTexts } from './jsonata-text.js';

/**
 * `Cooldown`: OPEN, and the work waits for the first target. As a callback it publishes its task token, so that an
 * operator can end it early with SendTaskSuccess; when publishing fails, and wherever `cooldown` is `wait`, it is a
 * plain Wait. None where work falls back at once.
 */
export function cooldownStates({ circuit, first }: Blueprint, { cooldown, decide }: CircuitScope): States {
  if (circuit.whileOpen !== 'wait') return {};
  const { context } = workflow();
  // Whole seconds, rounded up: a Wait until a timestamp may end up to a second before it, and the probe would not be due.
  const remaining = jsonataText(`$max([1, $ceil((${cooldown.until} - $millis()) / 1000)])`);
  const counted = jsonataTexts({ events: `$events + ${HISTORY_EVENTS.task}` });
  const plain: AnyState = {
    type: 'Wait',
    comment: 'OPEN: nobody calls until the reset timer has run',
    seconds: remaining,
    assign: counted,
    output: {},
    next: decide,
  };
  if (circuit.cooldown === 'wait') return { Cooldown: plain };
  return {
    Cooldown: {
      type: 'Task',
      comment: 'OPEN: until the reset timer has run, or an operator answers the task token to probe now',
      call: events.putEvents.waitForToken({
        Entries: [
          {
            Source: 'stepbreaker',
            DetailType: 'Circuit Cooldown',
            EventBusName: circuit.eventBusName,
            Detail: {
              executionArn: context.Execution.Id,
              target: first,
              openUntil: jsonataText(cooldown.until),
              taskToken: context.Task.Token,
            },
          },
        ],
      }),
      timeoutSeconds: remaining,
      catch: [
        { errors: ['States.Timeout'], assign: counted, output: {}, next: decide },
        { errors: ['States.ALL'], assign: counted, output: {}, next: 'Plain cooldown' },
      ],
      assign: { ...counted, ...cooldown.ended },
      output: {},
      next: decide,
    },
    'Plain cooldown': plain,
  };
}
