import { dynamicStates, mapItem, mapOver, workflow, type AnyState } from '../../asl/index.js';
import { capitalised, type Blueprint } from '../machine/blueprint.js';
import { any, carried, data, failure, nextPage, servedBy } from './batch-data.js';
import { lambdaTroubles } from './lambda-troubles.js';
import type { Part } from './part.js';

/**
 * `Last resort`: each item gets the first answer that a cache or a static list has for it. No circuit guards these.
 * Its states: the leftovers and the refused become pages, a Map works through them, a tally counts the tiers.
 */
export function lastResortStates(blueprint: Blueprint): Part {
  const { circuit, lastResort, targetNames } = blueprint;
  const found = { ...Object.fromEntries(lastResort.map(({ name }) => [name, servedBy(name)])), rejected: 'rejected' };
  const tiers = Object.keys(found);
  return {
    states: {
      'Last resort takes over': {
        type: 'Raw',
        asl: {
          Type: 'Pass',
          Parameters: carried({ 'hop.$': 'States.Array($.hop[*][*], $.refused[*][*])', refused: [] }),
        },
        next: 'Last resort pages',
      },
      'Last resort pages': {
        type: 'Raw',
        asl: {
          Type: 'Pass',
          Parameters: carried({ 'pages.$': `States.ArrayPartition($.hop[*][*], ${circuit.chunkSize})`, hop: [] }),
        },
        next: 'Last resort route',
      },
      'Last resort route': {
        type: 'Choice',
        choices: [{ condition: any(data.pages), next: 'Last resort' }],
        default: 'Done',
      },
      'Last resort': {
        type: 'Map',
        comment: 'No target may serve these: what the cache has, or what everybody likes',
        call: mapOver(answers(blueprint), {
          maxConcurrency: circuit.concurrency,
          itemSelector: { item: mapItem<unknown>().Value },
        })(nextPage),
        next: 'Last resort tally',
      },
      'Last resort tally': {
        type: 'Raw',
        asl: {
          Type: 'Pass',
          Parameters: carried({
            'pages.$': '$.pages[1:]',
            served: {
              ...Object.fromEntries(targetNames.map((name) => [`${name}.$`, `$.served.${name}`])),
              ...Object.fromEntries(
                tiers.map((tier) => [
                  `${tier}.$`,
                  `States.MathAdd($.served.${tier}, States.ArrayLength($.chunk.${tier}))`,
                ]),
              ),
            },
          }),
        },
        next: 'Last resort route',
      },
    },
    dataFlow: {
      'Last resort': {
        ResultSelector: Object.fromEntries(
          Object.entries(found).map(([tier, field]) => [`${tier}.$`, `$[?(@.${field})].item`]),
        ),
        ResultPath: '$.chunk',
      },
      ...Object.fromEntries(
        lastResort.map((target) => [capitalised(target.name), { ResultPath: `$.${servedBy(target.name)}` }]),
      ),
    },
  };
}

function answers({ circuit, lastResort }: Blueprint) {
  const { flow, input, end } = workflow<{ input: { item: unknown } }>();
  const names = [...lastResort.map((target) => capitalised(target.name)), 'Rejected'];
  const states: Record<string, AnyState> = {};
  lastResort.forEach((target, index) => {
    states[capitalised(target.name)] = {
      type: 'Task',
      call: target.call(input.item, false),
      timeoutSeconds: circuit.callTimeoutSeconds,
      retry: [lambdaTroubles],
      catch: [{ errors: ['States.ALL'], next: names[index + 1] ?? 'Rejected' }],
      output: { value: target.result },
      next: end(),
    };
  });
  states['Rejected'] = {
    type: 'Pass',
    comment: 'Nobody could serve it: listed with the reason',
    output: {
      item: input.item,
      rejected: { error: lastResort.length === 0 ? 'NoLastResort' : failure.error.Error },
    },
    next: end(),
  };
  return flow({ startAt: names[0] ?? 'Rejected', states: dynamicStates(states) });
}
