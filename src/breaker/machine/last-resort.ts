import { dynamicStates, mapOver, workflow, type AnyState } from '../../asl/index.js';
import { HISTORY_EVENTS } from '../history-events.js';
import { capitalised, countedExpression, type Blueprint, type States } from './blueprint.js';
import type { CircuitScope } from './circuit-scope.js';
import { eventsAfterChunk, lambdaRetry, servedOutput } from './call-outcome.js';
import { jsonataText, jsonataTexts } from './jsonata-text.js';

/** `Last resort`: each item gets the first answer that a cache or a static list has for it. No circuit guards these. */
export function lastResortState({ circuit, lastResort, chunk }: Blueprint, { decide }: CircuitScope): States {
  const iteration = workflow<{ input: { item: unknown } }>();
  const names = [...lastResort.map((t) => capitalised(t.name)), 'Rejected'];
  const states: Record<string, AnyState> = {};
  lastResort.forEach((target, index) => {
    states[capitalised(target.name)] = {
      type: 'Task',
      call: target.call(iteration.input.item, false),
      timeoutSeconds: circuit.callTimeoutSeconds,
      retry: [lambdaRetry],
      catch: [
        {
          errors: ['States.ALL'],
          output: { item: jsonataText('$states.input.item'), error: jsonataText('$states.errorOutput.Error') },
          next: names[index + 1] ?? 'Rejected',
        },
      ],
      output: servedOutput(target.name, '$states.input.item', target.result),
      next: iteration.end(),
    };
  });
  states['Rejected'] = {
    type: 'Pass',
    comment: 'Nobody could serve it: listed with the reason',
    output: {
      ok: false,
      item: jsonataText('$states.input.item'),
      tier: 'rejected',
      error: jsonataText(`$exists($states.input.error) ? $states.input.error : 'NoLastResort'`),
      retries: 0,
    },
    next: iteration.end(),
  };
  const flow = iteration.flow({ startAt: names[0] ?? 'Rejected', states: dynamicStates(states) });
  const tiers = [...lastResort.map((t) => t.name), 'rejected'];
  return {
    'Last resort': {
      type: 'Map',
      comment: 'No target may serve these: what the cache has, or what everybody likes',
      call: mapOver(flow, { maxConcurrency: circuit.concurrency })(chunk),
      assign: {
        ...jsonataTexts({
          served: countedExpression(
            Object.fromEntries(tiers.map((tier) => [tier, `$count($states.result[tier = '${tier}'])`])),
          ),
          events: eventsAfterChunk(HISTORY_EVENTS.lastResort(lastResort.length)),
        }),
        chunk: [],
      },
      output: {},
      next: decide,
    },
  };
}
