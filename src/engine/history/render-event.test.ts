import { describe, expect, test } from '@jest/globals';
import type { HistoryRecord } from './history-record.js';
import { renderEvent } from './render-event.js';

const ORIGIN = { roleArn: 'arn:aws:iam::123456789012:role/r', region: 'eu-west-1', accountId: '123456789012' };

function render(record: Partial<HistoryRecord> & { type: string }): object {
  const complete = { previous: 1, at: 0, value: undefined, detail: undefined, ...record };
  const { id, previousEventId, timestamp, type, ...details } = renderEvent(complete, 2, ORIGIN);
  expect({ id, previousEventId, timestamp, type }).toEqual({
    id: 2,
    previousEventId: 1,
    timestamp: new Date(0),
    type: record.type,
  });
  return details;
}

const TASK = { resource: 'invoke', resourceType: 'lambda' };

describe('renderEvent', () => {
  test('writes inputs and outputs as JSON text, and variables as texts of their own', () => {
    expect(render({ type: 'PassStateEntered', name: 'A', value: { a: 1 } })).toEqual({
      stateEnteredEventDetails: { name: 'A', input: '{"a":1}', inputDetails: { truncated: false } },
    });
    expect(render({ type: 'PassStateExited', name: 'A', value: 1, detail: new Map([['x', 'text']]) })).toEqual({
      stateExitedEventDetails: {
        name: 'A',
        output: '1',
        outputDetails: { truncated: false },
        assignedVariables: { x: '"text"' },
        assignedVariablesDetails: { truncated: false },
      },
    });
  });

  test('shows a task by its resource, and by its ARN when it is a Lambda function', () => {
    const detail = { limits: { timeoutInSeconds: 5 }, credentials: 'role' };
    const scheduled = { ...TASK, region: 'eu-west-1', parameters: '{}' };
    expect(render({ type: 'TaskScheduled', task: TASK, value: {} })).toEqual({ taskScheduledEventDetails: scheduled });
    expect(render({ type: 'TaskScheduled', task: TASK, value: {}, detail })).toEqual({
      taskScheduledEventDetails: { ...scheduled, timeoutInSeconds: 5, taskCredentials: { roleArn: 'role' } },
    });
    expect(render({ type: 'LambdaFunctionScheduled', task: { ...TASK, resource: 'arn' }, value: {} })).toEqual({
      lambdaFunctionScheduledEventDetails: { resource: 'arn', input: '{}', inputDetails: { truncated: false } },
    });
    expect(render({ type: 'LambdaFunctionStarted', task: TASK })).toEqual({});
  });

  test('leaves error and cause out when there are none', () => {
    expect(render({ type: 'ExecutionFailed', detail: { error: undefined, cause: undefined } })).toEqual({
      executionFailedEventDetails: {},
    });
    expect(render({ type: 'TaskFailed', task: TASK, detail: { error: 'E', cause: undefined } })).toEqual({
      taskFailedEventDetails: { ...TASK, error: 'E' },
    });
  });

  test('gives iterations their index, and a failed evaluation its place', () => {
    expect(render({ type: 'MapIterationStarted', name: 'M', value: 3 })).toEqual({
      mapIterationStartedEventDetails: { name: 'M', index: 3 },
    });
    const detail = { error: 'States.QueryEvaluationError', cause: 'why', location: 'Output/a' };
    expect(render({ type: 'EvaluationFailed', name: 'A', detail })).toEqual({
      evaluationFailedEventDetails: { ...detail, state: 'A' },
    });
  });

  test('writes texts only when they are read', () => {
    let written = 0;
    const value = {
      toJSON: () => {
        written++;
        return 1;
      },
    };
    const record = { type: 'PassStateExited', previous: 0, at: 0, name: 'A', value, detail: new Map([['v', value]]) };
    const details = renderEvent(record, 1, ORIGIN)['stateExitedEventDetails'];
    expect([details?.['name'], written]).toEqual(['A', 0]);
    expect([details?.['output'], written]).toEqual(['1', 1]);
  });
});
