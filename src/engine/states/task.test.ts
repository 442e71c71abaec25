import { describe, expect, jest, test } from '@jest/globals';
import { createEngine, manualClock, skipClock } from '../index.js';
import { eventLines, eventTypes, lambdaArn, runDefinition, runState } from '../fixtures/run-definition.js';

describe('Task', () => {
  test('calls a Lambda function by its ARN', async () => {
    const state = { Type: 'Task', Resource: lambdaArn('double'), TimeoutSeconds: 5 };
    const execution = await runState(state, { input: 4, lambdas: { double: async (n: number) => n * 2 } });
    expect(execution.output).toBe(8);
    expect(eventLines(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 LambdaFunctionScheduled',
      '4<3 LambdaFunctionStarted',
      '5<4 LambdaFunctionSucceeded',
      '6<5 TaskStateExited',
      '7<6 ExecutionSucceeded',
    ]);
    expect(execution.history()[2]?.['lambdaFunctionScheduledEventDetails']).toEqual({
      resource: lambdaArn('double'),
      input: '4',
      inputDetails: { truncated: false },
      timeoutInSeconds: 5,
    });
  });

  test('gives the handler a copy: it may change what it gets', async () => {
    const spoil = (payload: { list: number[] }): null => {
      payload.list.push(4);
      return null;
    };
    const state = { Type: 'Task', Resource: lambdaArn('spoil'), ResultPath: null };
    expect((await runState(state, { input: { list: [1] }, lambdas: { spoil } })).output).toEqual({ list: [1] });
  });

  test('times out while the handler sleeps, and tells it so', async () => {
    const clock = skipClock();
    const seen: unknown[] = [];
    const slow = async (_: unknown, { signal }: { signal: AbortSignal }): Promise<void> => {
      await clock.sleep(60_000, signal).catch((error: unknown) => seen.push(error));
      await clock.sleep(60_000);
      seen.push('late');
    };
    const state = { Type: 'Task', Resource: lambdaArn('slow'), TimeoutSeconds: 5 };
    const execution = await runState(state, { clock, lambdas: { slow } });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(execution.cause).toBeUndefined();
    expect(execution.stopDate).toEqual(new Date('2026-01-01T00:00:05Z'));
    expect(eventTypes(execution)).toContain('LambdaFunctionTimedOut');
    const count = execution.eventCount;
    await new Promise<void>((resolve) => clock.timer(120_000, resolve));
    expect(seen).toEqual([expect.objectContaining({ name: 'TimeoutError' }), 'late']);
    expect(execution.eventCount).toBe(count);
  });

  test('times out although the handler never settles', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'] });
    try {
      const clock = skipClock({ patience: 10 });
      const Retry = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }];
      const state = { Type: 'Task', Resource: lambdaArn('hung'), TimeoutSeconds: 1, Retry };
      const hung = (): Promise<never> => new Promise(() => {});
      const execution = runState(state, { clock, lambdas: { hung } });
      // A hung handler costs real time.
      await jest.advanceTimersByTimeAsync(900);
      expect(await Promise.race([execution, 'running'])).toBe('running');
      await jest.advanceTimersByTimeAsync(5_000);
      expect(await execution).toMatchObject({ error: 'States.Timeout', billedTransitions: 2 });
    } finally {
      jest.useRealTimers();
    }
  });

  test('names what to register when no handler is registered for the resource, and cannot be caught then', async () => {
    const definition = (Resource: string): object => ({
      StartAt: 'T',
      States: {
        T: { Type: 'Task', Resource, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }], End: true },
        Caught: { Type: 'Succeed' },
      },
    });
    expect(await runDefinition(definition(lambdaArn('gone')))).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining("register one with engine.lambda('gone', handler)"),
    });
    expect(await runDefinition(definition('arn:aws:states:::events:putEvents'))).toMatchObject({
      cause: expect.stringContaining("register one with engine.integration('events:putEvents', handler)"),
    });
  });

  test('shows the role that Credentials name', async () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::events:putEvents',
      Parameters: { a: 1 },
      Credentials: { 'RoleArn.$': '$.role' },
    };
    const execution = await runState(state, { input: { role: 'r' }, integrations: { 'events:putEvents': () => ({}) } });
    expect(execution.history()[2]?.['taskScheduledEventDetails']).toEqual({
      resource: 'putEvents',
      resourceType: 'events',
      region: 'us-east-1',
      parameters: '{"a":1}',
      taskCredentials: { roleArn: 'r' },
    });
  });
});

describe('a task that waits for its token', () => {
  const definition = (fields: object): object => ({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { 'token.$': '$$.Task.Token' },
        ...fields,
        End: true,
      },
    },
  });

  function start(fields: object = {}): {
    tokens: string[];
    clock: ReturnType<typeof manualClock>;
    engine: ReturnType<typeof createEngine>;
    execution: ReturnType<ReturnType<typeof createEngine>['startExecution']>;
  } {
    const clock = manualClock();
    const engine = createEngine({ clock });
    const tokens: string[] = [];
    engine.integration('sqs:sendMessage', (args: { token: string }, { taskToken }) => {
      tokens.push(args.token, taskToken ?? '');
      return { MessageId: 'm' };
    });
    const execution = engine.startExecution(engine.createStateMachine({ name: 'm', definition: definition(fields) }));
    return { tokens, clock, engine, execution };
  }

  test('ends with the output that is sent', async () => {
    const { tokens, engine, execution } = start();
    const [taskToken = '', passedOn] = tokens;
    expect(passedOn).toBe(taskToken);
    engine.sendTaskSuccess({ taskToken, output: { ok: true } });
    await execution.finished;
    expect(execution.output).toEqual({ ok: true });
    expect(eventTypes(execution).slice(2, 6)).toEqual([
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
    ]);
    expect(() => engine.sendTaskSuccess({ taskToken })).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  });

  test('fails with the error that is sent', async () => {
    const { tokens, engine, execution } = start();
    engine.sendTaskFailure({ taskToken: tokens[0] ?? '', error: 'E', cause: 'C' });
    expect(await execution.finished).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C' });
  });

  test('times out without heartbeats, and goes on as long as they come', async () => {
    const { tokens, clock, engine, execution } = start({ HeartbeatSeconds: 10 });
    await clock.advance(9000);
    engine.sendTaskHeartbeat({ taskToken: tokens[0] ?? '' });
    await clock.advance(9000);
    expect(execution.status).toBe('RUNNING');
    await clock.advance(1000);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(execution.history().at(-2)).toMatchObject({
      type: 'TaskTimedOut',
      taskTimedOutEventDetails: { error: 'States.Timeout' },
    });
  });

  test('may be answered by the handler itself, before it returns', async () => {
    const engine = createEngine();
    engine.integration('sqs:sendMessage', (_: unknown, { taskToken = '' }) => {
      engine.sendTaskSuccess({ taskToken, output: 1 });
      return 'sent';
    });
    const execution = engine.startExecution(engine.createStateMachine({ name: 'm', definition: definition({}) }));
    expect(await execution.finished).toMatchObject({ output: 1 });
    expect(eventTypes(execution)).toContain('TaskSubmitted');
  });

  test('a timeout ends the wait in virtual time', async () => {
    const execution = await runDefinition(definition({ TimeoutSeconds: 300 }), {
      integrations: { 'sqs:sendMessage': () => ({}) },
    });
    expect(execution.stopDate).toEqual(new Date('2026-01-01T00:05:00Z'));
    expect(execution.error).toBe('States.Timeout');
  });
});
