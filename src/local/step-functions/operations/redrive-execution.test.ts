import { expect, test } from '@jest/globals';
import { serviceFixture } from '../service.fixture.js';

const CALL = JSON.stringify({
  StartAt: 'Call',
  States: { Call: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true } },
});

test('a failed execution goes on where it failed', async () => {
  const { call, create, engine } = serviceFixture();
  const outcomes = ['fails', 'works'];
  engine.lambda('f', () => {
    const outcome = outcomes.shift();
    if (outcome === 'fails') throw new Error('not yet');
    return outcome;
  });
  const stateMachineArn = await create('one', CALL);
  const { executionArn } = await call('StartExecution', { stateMachineArn });
  await engine.execution(String(executionArn))?.finished;
  expect(await call('DescribeExecution', { executionArn })).toMatchObject({
    status: 'FAILED',
    redriveStatus: 'REDRIVABLE',
    redriveCount: 0,
  });
  const { redriveDate } = await call('RedriveExecution', { executionArn });
  await engine.execution(String(executionArn))?.finished;
  expect(await call('DescribeExecution', { executionArn })).toMatchObject({
    status: 'SUCCEEDED',
    output: '"works"',
    redriveCount: 1,
    redriveDate,
    redriveStatus: 'NOT_REDRIVABLE',
  });
  const { executions } = await call('ListExecutions', { stateMachineArn, redriveFilter: 'REDRIVEN' });
  expect(executions).toMatchObject([{ executionArn, redriveCount: 1, redriveDate }]);
});

test('an execution that succeeded cannot be redriven', async () => {
  const { call, refusal, create } = serviceFixture();
  const { executionArn } = await call('StartExecution', { stateMachineArn: await create('one') });
  expect(await refusal('RedriveExecution', { executionArn })).toEqual({
    name: 'ExecutionNotRedrivable',
    message: 'Execution is SUCCEEDED and cannot be redriven',
  });
});
