import { expect, test } from '@jest/globals';
import { createEngine } from '../index.js';
import { lambdaArn, runDefinition, runState } from '../fixtures/run-definition.js';

const START = '2026-01-01T00:00:00.000Z';

test('the context object has what AWS has', async () => {
  const { output, executionArn, stateMachineArn } = await runState(
    { Type: 'Pass', Parameters: { 'all.$': '$$' } },
    { input: { a: 1 } },
  );
  expect(output).toEqual({
    all: {
      Execution: {
        Id: executionArn,
        Input: { a: 1 },
        StartTime: START,
        Name: 'run',
        RoleArn: 'arn:aws:iam::123456789012:role/stepbreaker',
        RedriveCount: 0,
      },
      StateMachine: { Id: stateMachineArn, Name: 'machine' },
      State: { Name: 'State', EnteredTime: START, RetryCount: 0 },
    },
  });
});

test('EnteredTime is when the state was entered, whatever it did since', async () => {
  const execution = await runDefinition(
    {
      QueryLanguage: 'JSONata',
      StartAt: 'Pause',
      States: {
        Pause: { Type: 'Wait', Seconds: 60, Next: 'Call' },
        Call: {
          Type: 'Task',
          Resource: lambdaArn('fails'),
          Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 30 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done', Output: '{% $states.context.State %}' }],
          Next: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
    {
      lambdas: {
        fails: () => {
          throw new Error('always');
        },
      },
    },
  );
  expect(execution.output).toEqual({ Name: 'Call', EnteredTime: '2026-01-01T00:01:00.000Z', RetryCount: 1 });
});

test('Express executions show no redrives, and retries only of states that can be retried', async () => {
  const { output } = await runState(
    { Type: 'Pass', Parameters: { 's.$': '$$.State', 'e.$': '$$.Execution' } },
    { type: 'EXPRESS' },
  );
  expect(output).toEqual({
    s: { Name: 'State', EnteredTime: START },
    e: expect.not.objectContaining({ RedriveCount: 0 }),
  });
  const task = { Type: 'Task', Resource: lambdaArn('echo'), Parameters: { 's.$': '$$.State' } };
  const retried = await runState(task, { type: 'EXPRESS', lambdas: { echo: (payload: unknown) => payload } });
  expect(retried.output).toMatchObject({ s: { RetryCount: 0 } });
});

test('a context object of your own takes the place of the whole', async () => {
  const engine = createEngine();
  const definition = { StartAt: 'P', States: { P: { Type: 'Pass', Parameters: { 'all.$': '$$' }, End: true } } };
  const machine = engine.createStateMachine({ name: 'm', definition });
  const context = { Execution: { Id: 'mine' } };
  const execution = await engine.startExecution({ ...machine, context }).finished;
  expect(execution.output).toEqual({ all: context });
});
