import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { skipClock } from '../../engine/index.js';
import { startAwsService } from '../integrations/aws-service.fixture.js';
import { startLocalStepFunctions, type LocalStepFunctions } from './local-step-functions.js';

const ROLE = 'arn:aws:iam::123456789012:role/test';
let server: LocalStepFunctions;
let client: SFNClient;

beforeAll(async () => {
  server = await startLocalStepFunctions({ clock: skipClock() });
  client = new SFNClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    disableHostPrefix: true,
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await server.close();
});

const WAIT_THEN_PASS = JSON.stringify({
  StartAt: 'Wait',
  States: {
    Wait: { Type: 'Wait', Seconds: 3600, Next: 'Pass' },
    Pass: { Type: 'Pass', Result: { ok: true }, End: true },
  },
});

describe('the API, called by the AWS SDK', () => {
  test('creates a machine, runs it in virtual time, and tells how it went', async () => {
    const { stateMachineArn } = await client.send(
      new CreateStateMachineCommand({ name: 'waits', definition: WAIT_THEN_PASS, roleArn: ROLE }),
    );
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn, name: 'first', input: '{ "a": 1 }' }),
    );
    expect(executionArn).toBe('arn:aws:states:us-east-1:123456789012:execution:waits:first');
    await server.engine.execution(executionArn ?? '')?.finished;
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ status: 'SUCCEEDED', input: '{ "a": 1 }', output: '{"ok":true}' });
    expect(Number(described.stopDate) - Number(described.startDate)).toBe(3_600_000);
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'WaitStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events[0]?.executionStartedEventDetails?.roleArn).toBe(ROLE);
  });

  test('StartSyncExecution answers when an Express execution has ended', async () => {
    const { stateMachineArn } = await client.send(
      new CreateStateMachineCommand({
        name: 'express',
        type: 'EXPRESS',
        definition: WAIT_THEN_PASS.replace('3600', '2'),
        roleArn: ROLE,
      }),
    );
    const result = await client.send(new StartSyncExecutionCommand({ stateMachineArn }));
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: '{"ok":true}' });
    expect(result.billingDetails).toEqual({ billedDurationInMilliseconds: 2000, billedMemoryUsedInMB: 64 });
  });
});

test('tasks call the emulator of an AWS service, and no other', async () => {
  const dynamodb = await startAwsService(() => ({ Item: { id: { S: 'x' } } }));
  const environment = { AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url };
  const server = await startLocalStepFunctions({ clock: skipClock(), environment });
  const run = async (resource: string, Parameters: object) => {
    const definition = {
      StartAt: 'Call',
      States: { Call: { Type: 'Task', Resource: resource, Parameters, End: true } },
    };
    const { stateMachineArn } = server.engine.createStateMachine({ name: 'caller', definition });
    return server.engine.startExecution({ stateMachineArn }).finished;
  };
  const read = await run('arn:aws:states:::dynamodb:getItem', { TableName: 'orders', Key: { id: { S: 'x' } } });
  expect(read.output).toMatchObject({ Item: { id: { S: 'x' } } });
  expect(dynamodb.requests).toMatchObject([{ operation: 'GetItem', body: { TableName: 'orders' } }]);
  const asked = await run('arn:aws:states:::aws-sdk:sfn:noSuchAction', {});
  expect(asked.status).toBe('FAILED');
  const elsewhere = await run('arn:aws:states:::aws-sdk:bedrockruntime:converse', { ModelId: 'm' });
  expect(elsewhere).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(elsewhere.cause).toContain('AWS_ENDPOINT_URL');
  await server.close();
  await dynamodb.close();
});
