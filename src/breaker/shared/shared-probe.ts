import { circuitRules } from '../../circuit/circuit-rules.js';
import type { TransitionName } from '../../circuit/transitions.js';
import type { AnyState } from '../../asl/index.js';
import { circuitVariable, COUNTED } from '../circuit-record.js';
import { HISTORY_EVENTS } from '../history-events.js';
import { capitalised, type Blueprint, type States } from '../machine/blueprint.js';
import { jsonataText, jsonataTexts } from '../machine/jsonata-text.js';
import { circuitWrite, REFUSED, TABLE_TIMEOUT_SECONDS, WRITTEN, type CircuitWrite } from './circuit-write.js';
import { readExpression, unknownExpression } from './shared-circuit-expression.js';

/**
 * The states around a probe of a shared circuit. `… take probe` asks for it before an item is taken from the queue: one
 * caller gets it. `… verdict` leads to the write that says how it went: `… close`, `… reopen`, or `… probe again` when
 * the error said nothing about the target. A verdict that is refused came too late; one that cannot be written leaves
 * the probe to the next caller when its lease has run out. `… probe now` is an operator's wish.
 */
export function sharedProbeStates(blueprint: Blueprint, target: string): States {
  const { first, queue, targetNames, circuit } = blueprint;
  const name = capitalised(target);
  const variable = circuitVariable(target);
  const { leaseMs, resetMs, maxResetMs } = circuitRules(circuit);
  const generation = `$${variable}.generation`;
  const counted = jsonataTexts({ events: `$events + ${HISTORY_EVENTS.task}` });

  const writes = (transition: TransitionName, parameters: CircuitWrite['parameters']): AnyState => ({
    type: 'Task',
    call: circuitWrite(blueprint, target, transition, { parameters: { gen: generation, ...parameters } }),
    timeoutSeconds: TABLE_TIMEOUT_SECONDS,
    catch: [
      { errors: REFUSED, assign: counted, output: {}, next: 'Read circuits' },
      { errors: ['States.ALL'], assign: counted, output: {}, next: 'Store unavailable' },
    ],
    assign: counted,
    output: {},
    next: 'Read circuits',
  });
  const verdict = (transition: TransitionName, reset?: string): AnyState =>
    writes(transition, { owner: `$${variable}.probeOwner`, ...(reset !== undefined && { resetMs: reset }) });

  const doubled = `$min([${resetMs} * $power(2, $min([$${variable}.openings, 30])), ${maxResetMs}])`;
  return {
    [`${name} take probe`]: {
      type: 'Task',
      comment: `OPEN, and the reset timer has run: one caller gets to probe ${target}`,
      call: circuitWrite(blueprint, target, 'acquireProbe', {
        parameters: {
          gen: generation,
          leaseMs: String(leaseMs),
          owner: `$states.context.Execution.Id & ' ' & $states.context.State.EnteredTime`,
        },
      }),
      timeoutSeconds: TABLE_TIMEOUT_SECONDS,
      catch: [
        { errors: REFUSED, assign: counted, output: {}, next: 'Read circuits' },
        {
          errors: ['States.ALL'],
          assign: { ...counted, [variable]: jsonataText(unknownExpression(target)) },
          output: {},
          next: 'Store unavailable',
        },
      ],
      assign: {
        ...jsonataTexts(queue.takeOne(targetNames.indexOf(target))),
        ...counted,
        ...(target === first && { probeNow: false }),
        [variable]: jsonataText(readExpression(target, WRITTEN)),
      },
      output: {},
      next: `${name} probe`,
    },
    [`${name} verdict`]: {
      type: 'Choice',
      choices: [
        { condition: jsonataText('$states.input.ok and $not($states.input.slow = true)'), next: `${name} close` },
        {
          condition: jsonataText(`$states.input.ok or $states.input.${COUNTED}`),
          next: `${name} reopen`,
        },
      ],
      default: `${name} probe again`,
    },
    [`${name} close`]: verdict('probeSucceeded'),
    [`${name} reopen`]: verdict('probeFailed', `($states.input.kind = 'exhausted' ? ${maxResetMs} : ${doubled})`),
    [`${name} probe again`]: verdict('probeInconclusive'),
    ...(target === first && {
      [`${name} probe now`]: {
        ...writes('probeNow', {}),
        comment: `An operator asked for a probe of ${target} at once`,
      },
    }),
  };
}
