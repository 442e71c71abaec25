import { dynamicStates, mapItem, mapOver, workflow, type AnyState } from '../../asl/index.js';
import { errorClassesWith, type ErrorClass } from '../../circuit/error-classification.js';
import { capitalised, type Blueprint } from '../machine/blueprint.js';
import type { Target } from '../target.js';
import { carried, carriedEntries, failure, nextPage, noChunk, servedBy } from './batch-data.js';
import { catchersByClass } from './caught-errors.js';
import { lambdaTroubles } from './lambda-troubles.js';
import type { Part } from './part.js';

const CLASSES = Object.keys(noChunk).filter((kind) => kind !== 'served') as ErrorClass[];

/**
 * `… chunk`: a Map whose iterations end as `{ item, servedByPrimary: { value } }` or `{ item, kind, error }`, and the states
 * that fold its result into the data: `… tally` always, `… recovered` and `… set aside` where there is something to fold.
 */
export function chunkStates(blueprint: Blueprint, target: Target<unknown>, tiers: readonly string[]): Part {
  const { circuit, targetNames } = blueprint;
  const name = capitalised(target.name);
  const own = `$.circuits.${target.name}`;
  return {
    states: {
      [`${name} chunk`]: {
        type: 'Map',
        comment: `CLOSED: calls to ${target.name}`,
        call: mapOver(calls(blueprint, target), {
          maxConcurrency: circuit.concurrency,
          itemSelector: { item: mapItem<unknown>().Value },
        })(nextPage),
        next: `${name} tally`,
      },
      [`${name} tally`]: {
        type: 'Raw',
        asl: {
          Type: 'Pass',
          Parameters: carried({
            'pages.$': '$.pages[1:]',
            circuits: carriedEntries('circuits', targetNames, target.name, {
              [target.name]: {
                'state.$': `${own}.state`,
                'failures.$': `States.MathAdd(${own}.failures, States.ArrayLength($.chunk.counted))`,
                'openings.$': `${own}.openings`,
                'resetSeconds.$': `${own}.resetSeconds`,
              },
            }),
            served: carriedEntries('served', tiers, target.name, {
              [`${target.name}.$`]: `States.MathAdd($.served.${target.name}, States.ArrayLength($.chunk.served))`,
            }),
          }),
        },
        next: `${name} route`,
      },
      [`${name} recovered`]: {
        type: 'Raw',
        comment: 'Somebody was served and no failure counted: the count begins anew',
        asl: { Type: 'Pass', Result: 0, ResultPath: `${own}.failures` },
        next: `${name} route`,
      },
      [`${name} set aside`]: {
        type: 'Raw',
        comment: 'Items whose calls failed wait for the next round, the next target or the last resort',
        asl: {
          Type: 'Pass',
          Parameters: carried({
            'retry.$': 'States.Array($.retry[*][*], $.chunk.counted, $.chunk.exhausted, $.chunk.transient)',
            'hop.$': 'States.Array($.hop[*][*], $.chunk.hop)',
            'refused.$': 'States.Array($.refused[*][*], $.chunk.refused)',
            chunk: noChunk,
          }),
        },
        next: `${name} route`,
      },
    },
    dataFlow: {
      [`${name} call`]: { ResultPath: `$.${servedBy(target.name)}` },
      [`${name} chunk`]: {
        ResultSelector: {
          'served.$': `$[?(@.${servedBy(target.name)})].item`,
          ...Object.fromEntries(CLASSES.map((kind) => [`${kind}.$`, `$[?(@.kind=='${kind}')].item`])),
        },
        ResultPath: '$.chunk',
      },
    },
  };
}

function calls({ circuit }: Blueprint, target: Target<unknown>) {
  const name = capitalised(target.name);
  const { flow, input, end } = workflow<{ input: { item: unknown } }>();
  const failed = (kind: ErrorClass): AnyState => ({
    type: 'Pass',
    output: { item: failure.item, kind, error: failure.error.Error },
    next: end(),
  });
  return flow({
    startAt: `${name} call`,
    states: dynamicStates({
      [`${name} call`]: {
        type: 'Task',
        call: target.call(input.item, false),
        timeoutSeconds: circuit.callTimeoutSeconds,
        retry: [lambdaTroubles],
        catch: catchersByClass(errorClassesWith(circuit.errors), (kind) => `${name} call ${kind}`),
        output: { value: target.result },
        next: end(),
      },
      ...Object.fromEntries(CLASSES.map((kind) => [`${name} call ${kind}`, failed(kind)])),
    }),
  });
}
