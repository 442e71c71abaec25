import { describe, expect, test } from '@jest/globals';
import { ARN, PASS, serviceFixture, WAIT } from '../service.fixture.js';

const names = (answer: Record<string, never>): string[] =>
  Array.from(answer['executions'] ?? [], ({ name }: { name: string }) => name);

describe('ListExecutions', () => {
  test('newest first, page by page', async () => {
    const { call, create } = serviceFixture();
    const stateMachineArn = await create('one');
    for (const name of ['a', 'b', 'c']) await call('StartExecution', { stateMachineArn, name });
    const first = await call('ListExecutions', { stateMachineArn, maxResults: 2 });
    expect(names(first)).toEqual(['c', 'b']);
    const second = await call('ListExecutions', { stateMachineArn, nextToken: first['nextToken'] });
    expect(names(second)).toEqual(['a']);
    expect(second).not.toHaveProperty('nextToken');
  });

  test('by status, by redrive, by version and by machine', async () => {
    const { call, create } = serviceFixture();
    const stateMachineArn = await create('one', WAIT, { publish: true });
    await create('other');
    await call('StartExecution', { stateMachineArn: `${ARN}:stateMachine:other`, name: 'elsewhere' });
    await call('StartExecution', { stateMachineArn, name: 'waits' });
    const { executionArn } = await call('StartExecution', { stateMachineArn: `${stateMachineArn}:1`, name: 'stopped' });
    await call('StopExecution', { executionArn });
    expect(names(await call('ListExecutions', { stateMachineArn }))).toEqual(['stopped', 'waits']);
    expect(names(await call('ListExecutions', { stateMachineArn, statusFilter: 'RUNNING' }))).toEqual(['waits']);
    expect(names(await call('ListExecutions', { stateMachineArn, redriveFilter: 'REDRIVEN' }))).toEqual([]);
    expect(names(await call('ListExecutions', { stateMachineArn, redriveFilter: 'NOT_REDRIVEN' }))).toHaveLength(2);
    expect(await call('ListExecutions', { stateMachineArn: `${stateMachineArn}:1` })).toEqual({
      executions: [
        {
          executionArn,
          name: 'stopped',
          stateMachineArn,
          stateMachineVersionArn: `${stateMachineArn}:1`,
          status: 'ABORTED',
          startDate: expect.any(Number),
          stopDate: expect.any(Number),
          redriveCount: 0,
        },
      ],
    });
  });

  test('executions that a machine started are among them', async () => {
    const { call, create, engine } = serviceFixture();
    const child = await create('child', PASS);
    const parent = await create(
      'parent',
      JSON.stringify({
        StartAt: 'Start',
        States: {
          Start: {
            Type: 'Task',
            Resource: 'arn:aws:states:::states:startExecution.sync:2',
            Parameters: { StateMachineArn: child, Name: 'grown' },
            End: true,
          },
        },
      }),
    );
    const { executionArn } = await call('StartExecution', { stateMachineArn: parent });
    await engine.execution(String(executionArn))?.finished;
    expect(names(await call('ListExecutions', { stateMachineArn: child }))).toEqual(['grown']);
    expect(await call('DescribeExecution', { executionArn: `${ARN}:execution:child:grown` })).toMatchObject({
      status: 'SUCCEEDED',
      input: '{}',
    });
  });

  test.each([
    [{}, 'ValidationException', 'Must provide a state machine ARN or a map run ARN, and not both.'],
    [
      { stateMachineArn: `${ARN}:stateMachine:none` },
      'StateMachineDoesNotExist',
      `State Machine Does Not Exist: '${ARN}:stateMachine:none'`,
    ],
    [{ mapRunArn: `${ARN}:mapRun:one/label:x` }, 'ResourceNotFound', `Resource not found: '${ARN}:mapRun:one/label:x'`],
    [
      { maxResults: 1001 },
      'ValidationException',
      "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    ],
  ])('refuses %#', async (body, name, message) => {
    const { refusal } = serviceFixture();
    expect(await refusal('ListExecutions', body)).toEqual({ name, message });
  });
});
