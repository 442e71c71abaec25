import { HISTORY_EVENTS } from '../history-events.js';
import type { Blueprint, States } from './blueprint.js';
import type { CircuitScope } from './circuit-scope.js';
import { lambdaRetry } from './call-outcome.js';
import { jsonataText, jsonataTexts } from './jsonata-text.js';

/** `Start` and `Load items` where the machine lists its own items, and `Prepare`, which sets every variable. */
export function prepareStates(
  { circuit, targetNames, lastResort, loadItems }: Blueprint,
  { decide, variables }: CircuitScope,
): States {
  const tiers = [...targetNames, ...lastResort.map((t) => t.name), 'rejected'];
  return {
    ...(loadItems && {
      Start: {
        type: 'Choice',
        choices: [{ condition: jsonataText('$exists($states.input.items)'), next: 'Prepare' }],
        default: 'Load items',
      },
      'Load items': {
        type: 'Task',
        comment: 'Lists the items, since the input has none',
        call: loadItems,
        retry: [lambdaRetry],
        output: jsonataText(`$merge([$states.input, {'items': [$states.result.Payload.items]}])`),
        next: 'Prepare',
      },
    }),
    Prepare: {
      type: 'Pass',
      comment: 'The circuits and the queue, from the input or as the previous execution left them',
      assign: {
        ...variables,
        ...jsonataTexts({
          pages: `$exists($states.input.items[0]) ? $partition($states.input.items, ${circuit.chunkSize}) : []`,
          waiting: '[$states.input.waiting]',
          served: `$merge([{${tiers.map((t) => `'${t}': 0`).join(', ')}}, $states.input.served])`,
          total: `$exists($states.input.total) ? $states.input.total : $count($states.input.items)`,
          batch: `$exists($states.input.batch) ? $states.input.batch : $states.context.Execution.Name`,
          continuation: `$exists($states.input.continuation) ? $states.input.continuation : 0`,
        }),
        page: 0,
        chunk: [],
        fault: 'none',
        ...(circuit.maxRefusalsInARow !== undefined && { refusals: 0 }),
        events: HISTORY_EVENTS.start,
      },
      output: {},
      next: decide,
    },
  };
}
