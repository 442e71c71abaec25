import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import type { Call } from '../call.js';
import { cfnRef } from '../cloudformation.js';
import { lambda } from '../lambda.js';
import { done, shop, statesOf, weigh } from '../shop.fixture.js';
import { awsSdk } from './aws-sdk.js';
import { bedrock } from './bedrock.js';
import { dynamodb } from './dynamodb.js';
import { events } from './events.js';
import { integration } from './integration.js';
import { sns } from './sns.js';
import { sqs } from './sqs.js';
import { startExecution } from './start-execution.js';

const { machine, context, execution } = shop;
const token = context.Task.Token;
const key = { id: { S: execution.input.sku } };
const child = machine({ startAt: 'Done', states: { Done: done } });
const item = { sku: 'a', quantity: 1, parcels: [] };
const start = startExecution(child, cfnRef('Child'), { name: execution.input.sku });

const calls: readonly [resource: string, call: Call<'Task'>, args: object][] = [
  [
    'lambda:invoke',
    lambda<typeof weigh>('arn', [], { qualifier: 'live' })({ sku: 'a' }),
    { FunctionName: 'arn', Qualifier: 'live', Payload: { sku: 'a' } },
  ],
  [
    'lambda:invoke.waitForTaskToken',
    lambda<typeof weigh>('arn').waitForToken({ sku: token }),
    { Payload: { sku: '{% $states.context.Task.Token %}' } },
  ],
  [
    'dynamodb:getItem',
    dynamodb.getItem({ TableName: 't', Key: key, ConsistentRead: true }),
    { Key: { id: { S: '{% $states.context.Execution.Input.sku %}' } } },
  ],
  ['dynamodb:putItem', dynamodb.putItem({ TableName: 't', Item: key }), { TableName: 't' }],
  [
    'dynamodb:updateItem',
    dynamodb.updateItem({ TableName: 't', Key: key, ReturnValues: 'ALL_NEW' }),
    { ReturnValues: 'ALL_NEW' },
  ],
  ['dynamodb:deleteItem', dynamodb.deleteItem({ TableName: 't', Key: key }), { TableName: 't' }],
  [
    'events:putEvents',
    events.putEvents({ Entries: [{ Source: 's', DetailType: 'd', Detail: {} }] }),
    { Entries: [{ Source: 's' }] },
  ],
  [
    'events:putEvents.waitForTaskToken',
    events.putEvents.waitForToken({ Entries: [{ Source: 's', DetailType: 'd', Detail: { token } }] }),
    {},
  ],
  ['sqs:sendMessage', sqs.sendMessage({ QueueUrl: cfnRef('Q'), MessageBody: 'm' }), { QueueUrl: '${Q}' }],
  ['sqs:sendMessage.waitForTaskToken', sqs.sendMessage.waitForToken({ QueueUrl: 'q', MessageBody: { token } }), {}],
  ['sns:publish', sns.publish({ TopicArn: cfnRef('T'), Message: 'm' }), { TopicArn: '${T}' }],
  ['bedrock:invokeModel', bedrock.invokeModel({ ModelId: 'm', Body: { a: 1 } }), { Body: { a: 1 } }],
  [
    'states:startExecution.sync:2',
    start(item),
    { StateMachineArn: '${Child}', Input: item, Name: '{% $states.context.Execution.Input.sku %}' },
  ],
  ['states:startExecution', start.withoutWaiting(item), { Input: item }],
  [
    'aws-sdk:dynamodb:batchGetItem',
    awsSdk<DynamoDB>('dynamodb').batchGetItem({ RequestItems: {} }),
    { RequestItems: {} },
  ],
  [
    'glue:startJobRun.sync',
    integration<{ JobName: string }, unknown>('glue:startJobRun.sync')({ JobName: 'j' }),
    { JobName: 'j' },
  ],
];

test.each(calls)('%s', (resource, call, args) => {
  const { A } = statesOf(machine({ startAt: 'A', states: { A: { type: 'Task', call, next: 'Done' }, Done: done } }));
  expect(A).toMatchObject({ Resource: `arn:aws:states:::${resource}`, Arguments: args });
});

test('what answers a task token can be typed', () => {
  const asking = sqs.sendMessage.waitForToken.returning<{ approved: boolean }>();
  const { A } = statesOf(
    machine({
      startAt: 'A',
      states: {
        A: {
          type: 'Task',
          call: asking({ QueueUrl: 'q', MessageBody: { token } }),
          assign: { paid: asking.result.approved },
          next: 'Done',
        },
        Done: done,
      },
    }),
  );
  expect(A).toMatchObject({ Assign: { paid: '{% $states.result.approved %}' } });
  expect(A).not.toHaveProperty('Output');
});
