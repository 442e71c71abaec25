import { at, dynamicStates, mapOver, workflow } from '../../asl/index.js';
import { HISTORY_EVENTS } from '../history-events.js';
import type { Target } from '../target.js';
import { capitalised, countedExpression, type Blueprint, type States } from './blueprint.js';
import type { CircuitScope } from './circuit-scope.js';
import { eventsAfterChunk, failedOutput, lambdaRetry, servedOutput, slowExpression } from './call-outcome.js';
import { jsonataText, jsonataTexts } from './jsonata-text.js';

/** The states of one target: `… chunk` for CLOSED, `… probe` and `… probe failed` for HALF_OPEN. */
export function targetStates(blueprint: Blueprint, scope: CircuitScope, target: Target<unknown>): States {
  return { ...chunkState(blueprint, scope, target), ...probeStates(blueprint, scope, target) };
}

function chunkState(blueprint: Blueprint, scope: CircuitScope, target: Target<unknown>): States {
  const { circuit, queue, errorClass } = blueprint;
  const { failed, failureEvents, assign } = scope.chunk(target.name);
  const name = capitalised(target.name);
  const iteration = workflow<{ input: { item: unknown } }>();
  const calls = iteration.flow({
    startAt: `${name} call`,
    states: dynamicStates({
      [`${name} call`]: {
        type: 'Task',
        call: target.call(iteration.input.item, false),
        timeoutSeconds: circuit.callTimeoutSeconds,
        retry: [lambdaRetry],
        catch: [{ errors: ['States.ALL'], output: failedOutput('$states.input', errorClass), next: `${name} failed` }],
        output: {
          ...servedOutput(target.name, '$states.input.item', target.result),
          ...(circuit.slowCallMs !== undefined && {
            at: jsonataText('$millis()'),
            slow: jsonataText(slowExpression(circuit.slowCallMs)),
          }),
        },
        next: iteration.end(),
      },
      ...failed(iteration.end()),
    }),
  });
  return {
    [`${name} chunk`]: {
      type: 'Map',
      comment: `CLOSED: calls to ${target.name}, whose failures count in its circuit`,
      call: mapOver(calls, { maxConcurrency: circuit.concurrency })(blueprint.chunk),
      assign: {
        ...assign,
        ...jsonataTexts({
          waiting: queue.returnFailed(indexOf(blueprint, target), '$states.result[ok = false]'),
          served: countedExpression({ [target.name]: '$count($states.result[ok])' }),
          fault: `[$states.result[kind = 'fatal'].error, 'none'][0]`,
          events: eventsAfterChunk(HISTORY_EVENTS.call, failureEvents),
        }),
        ...(circuit.maxRefusalsInARow !== undefined && {
          refusals: jsonataText(
            `($refused := $count($states.result[kind = 'refused']); $refused = $count($states.result) ? $refusals + $refused : $refused)`,
          ),
        }),
        chunk: [],
      },
      output: {},
      next: scope.decide,
    },
  };
}

function probeStates(blueprint: Blueprint, scope: CircuitScope, target: Target<unknown>): States {
  const { circuit, queue, errorClass } = blueprint;
  const name = capitalised(target.name);
  const { succeeded, failed, failedOutput: output, next } = scope.probe(target.name);
  return {
    [`${name} probe`]: {
      type: 'Task',
      comment: `HALF_OPEN: one call to ${target.name}, never repeated`,
      call: target.call(at(blueprint.chunk, 0).item, true),
      timeoutSeconds: circuit.probeTimeoutSeconds,
      catch: [{ errors: ['States.ALL'], output: failedOutput('$chunk[0]', errorClass), next: `${name} probe failed` }],
      assign: {
        ...succeeded,
        ...jsonataTexts({
          served: countedExpression({ [target.name]: '1' }),
          events: `$events + ${HISTORY_EVENTS.probe}`,
        }),
        chunk: [],
      },
      output: {
        ...servedOutput(target.name, '$chunk[0].item', target.result),
        ...(circuit.slowCallMs !== undefined && { slow: jsonataText(slowExpression(circuit.slowCallMs)) }),
      },
      next,
    },
    [`${name} probe failed`]: {
      type: 'Pass',
      comment:
        'A counted error opens the circuit again for twice as long; any other proves nothing, and the next item probes',
      assign: {
        ...failed,
        ...jsonataTexts({
          waiting: queue.returnProbe(indexOf(blueprint, target), '$states.input'),
          fault: `$states.input.kind = 'fatal' ? $states.input.error : 'none'`,
          events: `$events + ${HISTORY_EVENTS.probe}`,
        }),
        ...(circuit.maxRefusalsInARow !== undefined && {
          refusals: jsonataText(`$states.input.kind = 'refused' ? $refusals + 1 : 0`),
        }),
        chunk: [],
      },
      output,
      next,
    },
  };
}

const indexOf = ({ targets }: Blueprint, target: Target<unknown>): number => targets.indexOf(target);
