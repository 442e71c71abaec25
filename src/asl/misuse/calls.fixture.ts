/** The compiler must refuse the line below each expectation: `npm run typecheck` fails when one is no longer refused. Nothing here runs. */
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import { at, awsSdk, dynamodb, errorName, events, gt } from '../index.js';
import { reserving, machine, execution, call, finish } from './shop.fixture.js';

export const calls = [
  // @ts-expect-error an argument is missing
  reserving({ sku: 'a' }),
  // @ts-expect-error text for a number
  reserving({ sku: 'a', quantity: 'one' }),
  // @ts-expect-error an expression of text for a number
  reserving({ sku: 'a', quantity: execution.input.sku }),
  // @ts-expect-error an argument the handler does not know
  reserving({ sku: 'a', quantity: 1, qantity: 1 }),
  // @ts-expect-error a literal outside the union
  reserving({ sku: 'a', quantity: 1, warehouse: 'NORTH' }),
  // @ts-expect-error a result the handler does not give
  reserving.result.reservation,
  // @ts-expect-error dates arrive as text
  gt(reserving.result.expires, 5),
  // @ts-expect-error optional data for a required argument
  reserving({ sku: execution.input.gift, quantity: 1 }),
  // @ts-expect-error the element of a list may be missing
  reserving({ sku: at(execution.input.parcels, 0).sku, quantity: 1 }),
  // @ts-expect-error a result in the arguments of its own call
  reserving({ sku: reserving.result.reservationId, quantity: 1 }),
  // @ts-expect-error an action that the client does not have
  awsSdk<DynamoDB>('dynamodb').fetchItem({}),
  // @ts-expect-error a parameter that the action does not have
  awsSdk<DynamoDB>('dynamodb').getItem({ TableName: 't', Key: {}, Consistent: true }),
  // @ts-expect-error a required parameter is missing
  awsSdk<DynamoDB>('dynamodb').getItem({ Key: {} }),
  // @ts-expect-error a literal that the integration does not take
  dynamodb.putItem({ TableName: 't', Item: {}, ReturnValues: 'ALL_NEW' }),
  // @ts-expect-error an entry without its source
  events.putEvents({ Entries: [{ DetailType: 'd', Detail: {} }] }),
];

export const errors = [
  () =>
    machine({
      startAt: 'Reserve',
      states: {
        // @ts-expect-error a misspelt field of a retrier
        Reserve: { type: 'Task', call, next: 'Finish', retry: [{ errors: ['States.Timeout'], maxAttempt: 1 }] },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Reserve',
      states: {
        // @ts-expect-error an error that Step Functions does not have
        Reserve: { type: 'Task', call, next: 'Finish', retry: [{ errors: ['States.TaskTimeout'] }] },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Reserve',
      states: {
        // @ts-expect-error an error that was never declared
        Reserve: { type: 'Task', call, next: 'Finish', retry: [{ errors: ['OutOfStok'] }] },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Reserve',
      states: {
        // @ts-expect-error States.ALL in company
        Reserve: { type: 'Task', call, next: 'Finish', retry: [{ errors: ['States.Timeout', 'States.ALL'] }] },
        Finish: finish,
      },
    }),
  // @ts-expect-error an error the handler does not declare
  reserving.errors.SoldOut,
  // @ts-expect-error a name of one's own in the reserved space
  errorName('States.OutOfStock'),
];
