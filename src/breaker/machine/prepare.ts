import { circuitVariable, initialExpression } from '../circuit-record.js';
import { HISTORY_EVENTS } from '../history-events.js';
import { slowVariable } from '../shared/shared-chunk.js';
import { unknownExpression } from '../shared/shared-circuit-expression.js';
import type { Blueprint, States } from './blueprint.js';
import { lambdaRetry } from './call-outcome.js';
import { jsonataText, jsonataTexts } from './jsonata-text.js';

/** `Start` and `Load items` where the machine lists its own items, and `Prepare`, which sets every variable. */
export function prepareStates(blueprint: Blueprint): States {
  const { circuit, targetNames, first, lastResort, loadItems, sharedCircuits, circuitTable, decide } = blueprint;
  const initial = (target: string) =>
    sharedCircuits
      ? unknownExpression(target, `[$states.input.circuits.${target}.announced, 'CLOSED'][0]`)
      : initialExpression(target, circuit, target === first);
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
        ...jsonataTexts(Object.fromEntries(targetNames.map((t) => [circuitVariable(t), initial(t)]))),
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
        ...(circuitTable !== undefined && { circuitTable }),
        ...(sharedCircuits && {
          unavailable: false,
          probeNow: jsonataText(`$states.input.state = 'HALF_OPEN'`),
          ...(circuit.slowCallMs !== undefined && Object.fromEntries(targetNames.map((t) => [slowVariable(t), []]))),
        }),
        ...(circuit.maxRefusalsInARow !== undefined && { refusals: 0 }),
        events: HISTORY_EVENTS.start,
      },
      output: {},
      next: decide,
    },
  };
}
