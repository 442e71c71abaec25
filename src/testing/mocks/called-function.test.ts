import { describe, expect, test } from '@jest/globals';
import {
  cfnRef,
  dynamodb,
  getAtt,
  lambda,
  sqs,
  startExecution,
  sub,
  workflow,
  type TaskFunction,
} from '../../asl/index.js';
import { machine } from '../jest.js';

type Charge = (event: { orderId: string }) => Promise<{ receiptId: string }>;
const charge = lambda<Charge>(getAtt('ChargeFunction', 'Arn'));
const refund = lambda<Charge>(getAtt('RefundFunction', 'Arn'));
const { machine: build, execution, context, end } = workflow<{ input: { orderId: string } }>();
const { orderId } = execution.input;

const built = build({
  startAt: 'Charge',
  states: {
    Charge: { type: 'Task', call: charge({ orderId }), next: 'Again' },
    Again: { type: 'Task', call: charge({ orderId }), next: 'Approve' },
    Approve: {
      type: 'Task',
      call: sqs.sendMessage.waitForToken({ QueueUrl: 'approvals', MessageBody: { token: context.Task.Token } }),
      next: 'Load',
    },
    Load: {
      type: 'Task',
      call: dynamodb.getItem({ TableName: 'orders', Key: { id: { S: orderId } } }),
      next: end(),
    },
  },
});
const shop = machine(built);
const calling = (resource: string, FunctionName?: unknown) => ({
  StartAt: 'Charge',
  States: {
    Charge: { Type: 'Task', Resource: resource, Parameters: { FunctionName, 'Payload.$': '$' }, End: true },
  },
});
const invoke = 'arn:aws:states:::lambda:invoke';
const arn = 'arn:aws:lambda:us-east-1:123456789012:function:charge';

describe('a mock by its task function', () => {
  test('replaces the work of the state, or of all states that call it', async () => {
    const run = await shop
      .resource(charge, { receiptId: 'r1' }, ({ orderId: id }) => ({ receiptId: `second ${id}` }))
      .task('Approve', sqs.sendMessage.waitForToken, { by: 'Ann' })
      .task('Load', dynamodb.getItem, { Item: { id: { S: 'o1' } } })
      .run({ orderId: 'o1' });
    expect(run).toSucceedWith({ Item: { id: { S: 'o1' } } });
    expect(run.calls.slice(0, 2).map(({ state, result }) => [state, result])).toEqual([
      ['Charge', { ExecutedVersion: '$LATEST', StatusCode: 200, Payload: { receiptId: 'r1' } }],
      ['Again', { ExecutedVersion: '$LATEST', StatusCode: 200, Payload: { receiptId: 'second o1' } }],
    ]);
  });

  test('of a state goes before one of the function', async () => {
    const run = await shop
      .task('Again', charge, { receiptId: 'state' })
      .resource(charge, { receiptId: 'function' })
      .resource('*', { by: 'any' })
      .task('Load', {})
      .run({ orderId: 'o1' })
      .catch((error: unknown) => error);
    // The last resource that matches decides: '*' takes Charge from the function.
    expect(String(run)).toContain('.resource(ChargeFunction.Arn, …)  was never used');
  });

  test.each<[string, () => unknown, string]>([
    [
      'a state that calls another function',
      () => shop.task('Charge', refund, { receiptId: 'r1' }),
      `task('Charge', RefundFunction.Arn, …): the state calls ${invoke} of \${ChargeFunctionArn}, not ${invoke} of \${RefundFunction.Arn} (no state calls it)`,
    ],
    [
      'a state that calls something else',
      () => shop.task('Approve', charge, { receiptId: 'r1' }),
      `task('Approve', ChargeFunction.Arn, …): the state calls arn:aws:states:::sqs:sendMessage.waitForTaskToken, not ${invoke} of \${ChargeFunctionArn} (called by 'Charge', 'Again')`,
    ],
    [
      'a state that waits for its token',
      () => shop.task('Approve', sqs.sendMessage, { MessageId: 'm1', MD5OfMessageBody: '' }),
      "task('Approve', sqs:sendMessage, …): the state calls arn:aws:states:::sqs:sendMessage.waitForTaskToken, not arn:aws:states:::sqs:sendMessage (no state calls it)",
    ],
    [
      'no state at all',
      () => shop.resource(refund, { receiptId: 'r1' }),
      `No state calls RefundFunction.Arn (${invoke} of \${RefundFunction.Arn})`,
    ],
    [
      'a function without an outcome',
      // @ts-expect-error the compiler refuses it too
      () => shop.resource(charge),
      'resource(ChargeFunction.Arn, …) was given no outcome',
    ],
  ])('is refused for %s', (_name, mock, sentence) => {
    expect(mock).toThrow(sentence);
  });
});

describe('a task function is found in', () => {
  test.each<[string, object | string, TaskFunction<never, unknown>]>([
    ['a definition that CloudFormation fills in', calling(invoke, '${ChargeFunction.Arn}'), charge],
    ['one with intrinsics', calling(invoke, { 'Fn::GetAtt': ['ChargeFunction', 'Arn'] }), charge],
    ['a synthesised one', calling(invoke, '${ChargeFunctionArn}'), charge],
    ['a state whose Resource is the function', calling('${ChargeFunction.Arn}'), charge],
    ['one by name', calling(invoke, 'charge'), lambda<Charge>(arn)],
    ['one by ARN and alias', calling(invoke, `${arn}:live`), lambda<Charge>('charge')],
    [
      'Fn::Sub',
      calling(invoke, { 'Fn::Sub': '${AWS::StackName}-charge' }),
      lambda<Charge>(sub('${AWS::StackName}-charge')),
    ],
  ] as never)('%s', (_name, definition, of) => {
    expect(() => machine(definition).task('Charge', of as typeof charge, { receiptId: 'r1' })).not.toThrow();
    expect(() => machine(definition).task('Charge', refund, { receiptId: 'r1' })).toThrow('the state calls');
  });

  test('a machine whose placeholders were given values', () => {
    const named = machine(built, { substitutions: { ChargeFunctionArn: arn } });
    expect(() => named.task('Charge', charge, { receiptId: 'r1' })).not.toThrow();
    expect(() => named.task('Charge', refund, { receiptId: 'r1' })).toThrow(`of ${arn}`);
  });

  test('a machine whose placeholders would have one name', () => {
    const first = lambda<Charge>(getAtt('Charge', 'FnArn'));
    const second = lambda<Charge>(getAtt('ChargeFn', 'Arn'));
    const both = machine(
      build({
        startAt: 'First',
        states: {
          First: { type: 'Task', call: first({ orderId }), next: 'Second' },
          Second: { type: 'Task', call: second({ orderId }), next: end() },
        },
      }),
    );
    expect(() =>
      both.task('First', first, { receiptId: 'r1' }).task('Second', second, { receiptId: 'r2' }),
    ).not.toThrow();
    expect(() => both.task('Second', first, { receiptId: 'r1' })).toThrow("(called by 'First')");
  });

  test('a machine that starts another', () => {
    const checkout = startExecution(built, cfnRef('Checkout'));
    const other = startExecution(built, cfnRef('Other'));
    const outer = machine(
      build({
        startAt: 'Start',
        states: { Start: { type: 'Task', call: checkout.withoutWaiting({ orderId }), next: end() } },
      }),
    );
    const started = { ExecutionArn: 'arn', StartDate: 0 };
    expect(() => outer.task('Start', checkout.withoutWaiting, started)).not.toThrow();
    expect(() => outer.task('Start', other.withoutWaiting, started)).toThrow('startExecution of ${Checkout}, not');
  });
});
