import { describe, expect, test } from '@jest/globals';
import { createEngine, manualClock, type Engine, type Execution, type ManualClock } from '../index.js';
import { eventTypes } from '../fixtures/run-definition.js';

const ARN = 'arn:aws:states:us-east-1:123456789012:activity:pack';

function start(
  fields: object = {},
  inputs: readonly unknown[] = [{ n: 1 }],
): { clock: ManualClock; engine: Engine; executions: Execution[] } {
  const clock = manualClock();
  const engine = createEngine({ clock });
  const definition = { StartAt: 'A', States: { A: { Type: 'Task', Resource: ARN, ...fields, End: true } } };
  const machine = engine.createStateMachine({ name: 'm', definition });
  return { clock, engine, executions: inputs.map((input) => engine.startExecution({ ...machine, input })) };
}

describe('the task of an activity', () => {
  test('is done by a worker that polls for it; the events are those of AWS', async () => {
    const {
      engine,
      executions: [execution],
    } = start({ TimeoutSeconds: 60, HeartbeatSeconds: 10 });
    const task = await engine.pollActivity({ activityArn: ARN, workerName: 'w' });
    expect(task?.input).toEqual({ n: 1 });
    engine.sendTaskSuccess({ taskToken: task?.taskToken ?? '', output: 'packed' });
    expect((await execution?.finished)?.output).toBe('packed');
    expect(execution?.history().slice(2, 5)).toMatchObject([
      {
        type: 'ActivityScheduled',
        activityScheduledEventDetails: {
          resource: ARN,
          input: '{"n":1}',
          timeoutInSeconds: 60,
          heartbeatInSeconds: 10,
        },
      },
      { type: 'ActivityStarted', activityStartedEventDetails: { workerName: 'w' } },
      { type: 'ActivitySucceeded', activitySucceededEventDetails: { output: '"packed"' } },
    ]);
  });

  test('goes to workers that wait already; first come, first served', async () => {
    const engine = createEngine();
    const polls = ['a', 'b'].map((workerName) => engine.pollActivity({ activityArn: ARN, workerName }));
    const definition = { StartAt: 'A', States: { A: { Type: 'Task', Resource: ARN, End: true } } };
    const machine = engine.createStateMachine({ name: 'm', definition });
    for (const input of [1, 2]) engine.startExecution({ ...machine, input });
    expect((await Promise.all(polls)).map((task) => task?.input)).toEqual([1, 2]);
  });

  test('fails with what the worker says', async () => {
    const {
      engine,
      executions: [execution],
    } = start();
    const task = await engine.pollActivity({ activityArn: ARN });
    engine.sendTaskFailure({ taskToken: task?.taskToken ?? '', error: 'Broken', cause: 'glass' });
    expect(await execution?.finished).toMatchObject({ error: 'Broken', cause: 'glass' });
    expect(execution?.history()[3]).toMatchObject({ activityStartedEventDetails: {} });
    expect(execution?.history()[4]).toMatchObject({ activityFailedEventDetails: { error: 'Broken', cause: 'glass' } });
  });

  test('times out in the queue too, and is not given out any more', async () => {
    const {
      clock,
      engine,
      executions: [execution],
    } = start({ TimeoutSeconds: 5 });
    await clock.advance(5000);
    expect(execution?.error).toBe('States.Timeout');
    expect(execution === undefined ? [] : eventTypes(execution).slice(2, 4)).toEqual([
      'ActivityScheduled',
      'ActivityTimedOut',
    ]);
    const leaving = new AbortController();
    const poll = engine.pollActivity({ activityArn: ARN, signal: leaving.signal });
    leaving.abort();
    expect(await poll).toBeUndefined();
    expect(await engine.pollActivity({ activityArn: ARN, signal: leaving.signal })).toBeUndefined();
  });

  test('needs heartbeats from when it is started', async () => {
    const {
      clock,
      engine,
      executions: [execution],
    } = start({ HeartbeatSeconds: 10 });
    await clock.advance(60_000);
    const task = await engine.pollActivity({ activityArn: ARN });
    const taskToken = task?.taskToken ?? '';
    await clock.advance(8000);
    engine.sendTaskHeartbeat({ taskToken });
    await clock.advance(8000);
    expect(execution?.status).toBe('RUNNING');
    await clock.advance(2000);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  test('can be replaced by an interceptor', async () => {
    const engine = createEngine();
    engine.interceptTasks(() => () => 'mocked');
    const definition = { StartAt: 'A', States: { A: { Type: 'Task', Resource: ARN, End: true } } };
    const execution = await engine.startExecution(engine.createStateMachine({ name: 'm', definition })).finished;
    expect(execution.output).toBe('mocked');
    expect(eventTypes(execution).slice(2, 5)).toEqual(['ActivityScheduled', 'ActivityStarted', 'ActivitySucceeded']);
  });
});
