/** The compiler must refuse the line below each expectation: `npm run typecheck` fails when one is no longer refused. Nothing here runs. */
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import { awsSdk, dynamodb, getAtt, lambda, sqs } from '../../asl/index.js';
import { after, machine, pending, returns } from '../index.js';

type Charge = (event: { orderId: string; amount: number }) => Promise<{ receiptId: string; risk: 'LOW' | 'HIGH' }>;
const charge = lambda<Charge, 'CardDeclined'>(getAtt('ChargeFunction', 'Arn'), ['CardDeclined']);
const audit = lambda<(event: { orderId: string }) => Promise<void>>(getAtt('AuditFunction', 'Arn'));
const table = awsSdk<DynamoDB>('dynamodb');
const shop = machine('shop.asl.json');

/** What a user writes and the compiler lets pass. */
export const right = [
  shop.task('Charge', charge, { receiptId: 'r1', risk: 'LOW' }),
  shop.task('Charge', charge, { error: 'CardDeclined', cause: 'expired' }, { receiptId: 'r1', risk: 'HIGH' }),
  shop.task('Charge', charge, new Error('down'), pending),
  shop.task('Charge', charge, after({ minutes: 5 }, { receiptId: 'r1', risk: 'LOW' })),
  shop.task('Charge', charge, after(5, after(5, { error: 'CardDeclined' }))),
  shop.task('Charge', charge, returns({ receiptId: 'r1', risk: 'LOW' })),
  shop.task('Charge', charge, ({ orderId, amount }, { use }) => ({
    receiptId: `${orderId.trim()} ${amount.toFixed(use)}`,
    risk: 'LOW',
  })),
  shop.task('Charge', charge, async ({ amount }) =>
    amount > 5 ? { error: 'CardDeclined' } : after({ seconds: 1 }, { receiptId: 'r1', risk: 'LOW' as const }),
  ),
  shop.resource(charge, { receiptId: 'r1', risk: 'LOW' }),
  shop.task('Audit', audit, null),
  shop.task('Audit', audit, () => {}),
  shop.task('Approve', sqs.sendMessage.waitForToken, { by: 'Ann' }),
  shop.task('Approve', sqs.sendMessage.waitForToken, ({ QueueUrl }) => QueueUrl.length),
  shop.task('Load', dynamodb.getItem, { Item: { id: { S: '1' } } }),
  shop.task('Load', table.getItem, ({ TableName }) => ({ Item: { table: { S: TableName.trim() } } })),
  // Without a function any value passes, as it does for definitions that nothing was built with.
  shop.task('Charge', { anything: 1 }, (order: { total: number }) => order.total),
  shop.resource('charge', { result: 1 }),
];

export const wrong = [
  // @ts-expect-error a result of another type
  shop.task('Charge', charge, { receiptId: 7, risk: 'LOW' }),
  // @ts-expect-error a result that lacks something
  shop.task('Charge', charge, { receiptId: 'r1' }),
  // @ts-expect-error a result with something the handler does not give
  shop.task('Charge', charge, { receiptId: 'r1', risk: 'LOW', reciept: 'r1' }),
  // @ts-expect-error a literal outside the union
  shop.task('Charge', charge, { receiptId: 'r1', risk: 'MEDIUM' }),
  // @ts-expect-error the second outcome is wrong
  shop.task('Charge', charge, { error: 'CardDeclined' }, { receiptId: 7 }),
  // @ts-expect-error a delayed result of another type
  shop.task('Charge', charge, after({ minutes: 5 }, { receiptId: 7 })),
  // @ts-expect-error a protected result of another type
  shop.task('Charge', charge, returns({ receiptId: 7 })),
  // @ts-expect-error an argument the handler does not have
  shop.task('Charge', charge, ({ total }) => ({ receiptId: String(total), risk: 'LOW' })),
  // @ts-expect-error an argument of another type
  shop.task('Charge', charge, (order: { orderId: number }) => ({ receiptId: String(order.orderId), risk: 'LOW' })),
  // @ts-expect-error a mock function with a wrong result
  shop.task('Charge', charge, () => ({ receiptId: 7, risk: 'LOW' })),
  // @ts-expect-error an asynchronous one
  shop.task('Charge', charge, async () => ({ receipt: 'r1' })),
  // @ts-expect-error a function and no outcome
  shop.task('Charge', charge),
  // @ts-expect-error a resource of another result
  shop.resource(charge, { receiptId: 7, risk: 'LOW' }),
  // @ts-expect-error a resource and no outcome
  shop.resource(charge),
  // @ts-expect-error a handler that gives nothing
  shop.task('Audit', audit, { logged: true }),
  // @ts-expect-error an attribute without its type
  shop.task('Load', dynamodb.getItem, { Item: { id: '1' } }),
  // @ts-expect-error a parameter that the action does not have
  shop.task('Load', table.getItem, ({ Table }) => ({ Item: { table: { S: Table } } })),
];
