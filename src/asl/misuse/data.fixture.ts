/** The compiler must refuse the line below each expectation: `npm run typecheck` fails when one is no longer refused. Nothing here runs. */
import {
  concat,
  distributedMap,
  eq,
  jsonata,
  lt,
  mapItem,
  mapOver,
  minus,
  parallel,
  startExecution,
  workflow,
  type Machine,
} from '../index.js';
import {
  reserving,
  machine,
  vars,
  execution,
  input,
  error,
  end,
  call,
  finish,
  weighParcel,
  retrying,
} from './shop.fixture.js';

declare const other: Machine<{ sku: string }, unknown>;
const asText = jsonata.string`$string(${vars.tries})`;

export const data = [
  // @ts-expect-error a variable that is not declared
  vars.trys,
  // @ts-expect-error input that is not declared
  input.skew,
  () =>
    machine({
      startAt: 'Set',
      states: {
        // @ts-expect-error assigning what is not declared
        Set: { type: 'Pass', assign: { trys: 1 }, next: 'Finish' },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Set',
      states: {
        // @ts-expect-error assigning text to a number
        Set: { type: 'Pass', assign: { tries: 'none' }, next: 'Finish' },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Set',
      states: {
        // @ts-expect-error no error outside a catcher
        Set: { type: 'Pass', assign: { label: error.Error }, next: 'Finish' },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Set',
      states: {
        // @ts-expect-error no result without work
        Set: { type: 'Pass', output: { id: reserving.result.reservationId }, next: 'Finish' },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Set',
      states: {
        // @ts-expect-error a part of the text reads a result
        Set: { type: 'Pass', assign: { label: concat('r', reserving.result.reservationId) }, next: 'Finish' },
        Finish: finish,
      },
    }),
  // @ts-expect-error text is not subtracted
  minus(vars.label, 1),
  // @ts-expect-error a value the variable cannot have
  eq(vars.step, 'SHIP'),
  // @ts-expect-error numbers and text do not compare
  lt(vars.tries, vars.label),
  () =>
    machine({
      startAt: 'Sort',
      states: {
        // @ts-expect-error a condition that is a number
        Sort: { type: 'Choice', choices: [{ condition: vars.tries, next: 'Finish' }], default: 'Finish' },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Sort',
      states: {
        // @ts-expect-error JSONata text that is a string
        Sort: { type: 'Choice', choices: [{ condition: asText, next: 'Finish' }], default: 'Finish' },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Finish',
      states: {
        // @ts-expect-error the wrong output
        Finish: { type: 'Succeed', output: { reservation: 7 } },
      },
    }),
  // @ts-expect-error a misspelt output
  end({ reservaton: 'r' }),
];

export const composition = [
  // @ts-expect-error items that the flow does not take
  mapOver(weighParcel)(execution.input.sku),
  // @ts-expect-error a selector that does not make what the flow takes
  mapOver(weighParcel, { itemSelector: { sku: mapItem<{ sku: number }>().Value.sku } }),
  // @ts-expect-error items for a map that reads its own
  distributedMap(weighParcel, { itemReader: { resource: 's3:getObject', arguments: { Bucket: 'b' } } })([]),
  // @ts-expect-error a third branch of two
  parallel(weighParcel, weighParcel).result[2],
  // @ts-expect-error what the branches do not take
  parallel(weighParcel)({ skew: 'a' }),
  () =>
    machine({
      startAt: 'Each',
      states: {
        // @ts-expect-error a call of another kind of state
        Each: { type: 'Parallel', call, next: 'Finish' },
        Finish: finish,
      },
    }),
  // @ts-expect-error an exit is left open
  retrying.as('A', { reserved: 'Finish' }),
  () =>
    workflow().fragment({
      exits: ['done'],
      startAt: 'Try',
      states: {
        // @ts-expect-error an exit that is not declared
        Try: { type: 'Task', call, next: 'exit:failed' },
      },
    }),
  () => {
    const placed = retrying.as('A', { reserved: 'Finish', gaveUp: 'Nowhere' });
    // @ts-expect-error an exit leads to no state
    return machine({ startAt: placed.startAt, states: { ...placed.states, Finish: finish } });
  },
  // @ts-expect-error the input of another machine
  startExecution(other, 'arn')({ sky: 'a' }),
];
