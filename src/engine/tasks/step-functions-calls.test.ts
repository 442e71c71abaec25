import { describe, expect, test } from '@jest/globals';
import { createEngine, type Engine, type Execution } from '../index.js';

const call = (name: string, args: object): object => ({
  Type: 'Task',
  Resource: `arn:aws:states:::aws-sdk:sfn:${name}`,
  Parameters: args,
  End: true,
});

function run(engine: Engine, state: object, input: unknown = {}): Promise<Execution> {
  const machine = engine.createStateMachine({ name: 'caller', definition: { StartAt: 'C', States: { C: state } } });
  return engine.startExecution({ ...machine, input }).finished;
}

/** An execution that waits for its token, and the token. */
function waiting(engine: Engine): { execution: Execution; taskToken: string } {
  let taskToken = '';
  engine.integration('sqs:sendMessage', (_args, task) => {
    taskToken = task.taskToken ?? '';
  });
  const W = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true };
  const machine = engine.createStateMachine({ name: 'w', definition: { StartAt: 'W', States: { W } } });
  return { execution: engine.startExecution({ ...machine, name: 'one' }), taskToken };
}

describe('a machine calls Step Functions through the SDK', () => {
  test.each([
    ['sendTaskSuccess', { Output: '{"a":1}' }, { status: 'SUCCEEDED', output: { a: 1 } }],
    ['sendTaskSuccess', { Output: { a: 1 } }, { status: 'SUCCEEDED', output: { a: 1 } }],
    ['sendTaskFailure', { Error: 'E', Cause: 'c' }, { status: 'FAILED', error: 'E', cause: 'c' }],
  ])('%s with %j', async (name, args, end) => {
    const engine = createEngine();
    const { execution, taskToken } = waiting(engine);
    expect((await run(engine, call(name, { ...args, TaskToken: taskToken }))).output).toEqual({});
    expect(await execution.finished).toMatchObject(end);
    const again = await run(engine, call(name, { ...args, TaskToken: taskToken }));
    expect(again).toMatchObject({ error: 'Sfn.TaskTimedOutException' });
  });

  test('a token that never was one is named', async () => {
    expect(await run(createEngine(), call('sendTaskHeartbeat', { TaskToken: 'x' }))).toMatchObject({
      error: 'Sfn.InvalidTokenException',
      cause: expect.stringContaining("Invalid Token: 'Invalid token'"),
    });
  });

  test('starts, describes and stops executions', async () => {
    const engine = createEngine();
    const { execution } = waiting(engine);
    const described = await run(engine, call('describeExecution', { ExecutionArn: execution.executionArn }));
    expect(described.output).toMatchObject({ Name: 'one', Status: 'RUNNING', Input: '{}' });
    const stopped = await run(engine, call('stopExecution', { ExecutionArn: execution.executionArn, Cause: 'enough' }));
    expect(stopped.output).toEqual({ StopDate: '2026-01-01T00:00:00.000Z' });
    expect(execution).toMatchObject({ status: 'ABORTED', cause: 'enough' });
    const starting = call('startExecution', { StateMachineArn: execution.stateMachineArn, Name: 'two', Input: '[1]' });
    const started = await run(engine, starting);
    const child = engine.executions().find(({ name }) => name === 'two');
    expect(child).toMatchObject({ input: [1], parentArn: started.executionArn });
    expect(started.output).toEqual({ ExecutionArn: child?.executionArn, StartDate: '2026-01-01T00:00:00.000Z' });
  });

  test.each([
    ['describeExecution', { ExecutionArn: 'gone' }, 'Sfn.ExecutionDoesNotExistException'],
    ['startExecution', { StateMachineArn: 'gone' }, 'Sfn.StateMachineDoesNotExistException'],
    ['startExecution', { StateMachineArn: 'gone', Input: '{' }, 'Sfn.InvalidExecutionInputException'],
    ['startExecution', {}, 'Sfn.ValidationException'],
  ])('%s of %j fails with %s', async (name, args, error) => {
    expect(await run(createEngine(), call(name, args))).toMatchObject({ status: 'FAILED', error });
  });

  test('a handler of your own comes first', async () => {
    const engine = createEngine();
    engine.integration('aws-sdk:sfn:startExecution', () => 'mine');
    expect((await run(engine, call('startExecution', {}))).output).toBe('mine');
  });
});
