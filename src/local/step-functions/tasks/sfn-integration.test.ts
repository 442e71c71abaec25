import { expect, test } from '@jest/globals';
import { OPERATIONS } from '../operations/operations.js';
import { ARN, serviceFixture } from '../service.fixture.js';
import { serveSfnIntegration } from './sfn-integration.js';

async function run(action: string, parameters: object) {
  const fixture = serviceFixture();
  serveSfnIntegration(fixture.service, OPERATIONS);
  await fixture.create('child');
  const state = { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:sfn:${action}`, Parameters: parameters, End: true };
  const stateMachineArn = await fixture.create('parent', JSON.stringify({ StartAt: 'Call', States: { Call: state } }));
  const { executionArn } = await fixture.call('StartExecution', { stateMachineArn });
  await fixture.engine.execution(String(executionArn))?.finished;
  return fixture.call('DescribeExecution', { executionArn });
}

test('members are named as the SDK integration names them, and JSON is text where the API expects text', async () => {
  const order = { StateMachineArn: `${ARN}:stateMachine:child`, Name: 'run', Input: { a: 1 } };
  const { status, output } = await run('startExecution', order);
  expect(status).toBe('SUCCEEDED');
  expect(JSON.parse(String(output))).toEqual({
    ExecutionArn: `${ARN}:execution:child:run`,
    StartDate: '2026-01-01T00:00:00.000Z',
  });
});

test('errors have the name and the words of the SDK', async () => {
  expect(await run('sendTaskSuccess', { TaskToken: 'none', Output: 'no JSON' })).toMatchObject({
    status: 'FAILED',
    error: 'Sfn.InvalidTokenException',
    cause: expect.stringMatching(
      /^Invalid Token: 'Invalid token' \(Service: Sfn, Status Code: 400, Request ID: .+\) \(SDK Attempt Count: 1\)$/,
    ),
  });
  expect(await run('describeExecution', {})).toMatchObject({ error: 'Sfn.ValidationException' });
});
