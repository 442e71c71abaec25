import { describe, expect, test } from '@jest/globals';
import type { HistoryEvent } from './history-event.js';
import { pendingWork } from './pending-work.js';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);

/** Events whose ids count up and whose times are their ids in seconds. */
const history = (...events: readonly ({ readonly type: string } & Readonly<Record<string, unknown>>)[]) =>
  events.map((event, index) => ({ ...event, id: index + 1, timestamp: at(index + 1) }) as HistoryEvent);

const entered = (type: string, name: string, previousEventId: number) => ({
  type: `${type}StateEntered`,
  previousEventId,
  stateEnteredEventDetails: { name },
});
const scheduled = (previousEventId: number, resource: string, timeoutInSeconds?: number) => ({
  type: 'TaskScheduled',
  previousEventId,
  taskScheduledEventDetails: {
    resourceType: 'lambda',
    resource,
    region: 'us-east-1',
    parameters: '{}',
    ...(timeoutInSeconds !== undefined && { timeoutInSeconds }),
  },
});

describe('pendingWork', () => {
  test('a task that somebody works on, with the end of its timeout', () => {
    const events = history(entered('Task', 'Probe', 0), scheduled(1, 'invoke', 60), {
      type: 'TaskStarted',
      previousEventId: 2,
    });
    expect(pendingWork(events)).toEqual([
      { kind: 'task', state: 'Probe', resource: 'lambda:invoke', count: 1, since: at(3), timesOutAt: at(62) },
    ]);
  });

  test('a callback that somebody has to answer, and a job that a service runs', () => {
    const submitted = (resource: string) =>
      history(entered('Task', 'Cooldown', 0), scheduled(1, resource), {
        type: 'TaskSubmitted',
        previousEventId: 2,
        taskSubmittedEventDetails: { resourceType: 'events', resource },
      });
    expect(pendingWork(submitted('putEvents.waitForTaskToken'))).toMatchObject([
      { kind: 'callback', state: 'Cooldown' },
    ]);
    expect(pendingWork(submitted('startExecution.sync:2'))).toMatchObject([{ kind: 'job' }]);
  });

  test('iterations side by side are counted, those that have ended are not', () => {
    const started = (previousEventId: number, index: number) => ({
      type: 'MapIterationStarted',
      previousEventId,
      mapIterationStartedEventDetails: { name: 'Chunk', index },
    });
    const events = history(
      entered('Map', 'Chunk', 0),
      { type: 'MapStateStarted', previousEventId: 1 },
      started(2, 0),
      started(2, 1),
      started(2, 2),
      started(2, 3),
      entered('Task', 'Call', 3),
      entered('Task', 'Call', 4),
      entered('Task', 'Call', 5),
      entered('Task', 'Call', 6),
      scheduled(7, 'invoke'),
      scheduled(8, 'invoke'),
      scheduled(9, 'invoke'),
      {
        type: 'TaskFailed',
        previousEventId: 13,
        taskFailedEventDetails: { resourceType: 'lambda', resource: 'invoke' },
      },
      { type: 'TaskStateExited', previousEventId: 10, stateExitedEventDetails: { name: 'Call' } },
      { type: 'MapIterationSucceeded', previousEventId: 15 },
      { type: 'ExecutionAborted', previousEventId: 0 },
    );
    expect(pendingWork(events)).toEqual([
      { kind: 'task', state: 'Call', resource: 'lambda:invoke', count: 2, since: at(11) },
      { kind: 'retry', state: 'Call', resource: 'lambda:invoke', count: 1, since: at(14) },
    ]);
  });

  test('a Wait, and a state that has only been entered', () => {
    expect(pendingWork(history(entered('Wait', 'Cooldown', 0)))).toEqual([
      { kind: 'wait', state: 'Cooldown', count: 1, since: at(1) },
    ]);
    expect(pendingWork(history(entered('Task', 'Probe', 0)))).toMatchObject([{ kind: 'state', state: 'Probe' }]);
  });

  test('Lambda functions and activities called by their ARN', () => {
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:f';
    const events = history(
      entered('Task', 'Call', 0),
      {
        type: 'LambdaFunctionScheduled',
        previousEventId: 1,
        lambdaFunctionScheduledEventDetails: { resource: arn, timeoutInSeconds: 5 },
      },
      { type: 'LambdaFunctionStarted', previousEventId: 2 },
    );
    expect(pendingWork(events)).toMatchObject([{ kind: 'task', resource: arn, timesOutAt: at(7) }]);
  });
});
