import { describe, expect, test } from '@jest/globals';
import type { RunningTask } from '../index.js';
import { eventTypes, runState } from '../fixtures/run-definition.js';

describe('an integration handler', () => {
  test('gets its arguments and what the task is', async () => {
    const seen: unknown[] = [];
    const state = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: { Key: 'k' } };
    const handler = (args: unknown, task: unknown): { ok: true } => {
      seen.push(args, task);
      return { ok: true };
    };
    const execution = await runState(state, { integrations: { 'aws-sdk:s3:getObject': handler } });
    expect(execution.output).toEqual({ ok: true });
    expect(seen).toEqual([
      { Key: 'k' },
      {
        resource: state.Resource,
        executionArn: execution.executionArn,
        state: 'State',
        signal: expect.any(AbortSignal),
        submitted: expect.any(Function),
      },
    ]);
    expect(execution.history()[2]?.['taskScheduledEventDetails']).toMatchObject({
      resource: 'getObject',
      resourceType: 'aws-sdk:s3',
    });
  });

  test.each([
    ['what the handler says', { JobId: 'j' }, '{"JobId":"j"}'],
    ['an empty answer', undefined, '{}'],
  ])('of a job: its submission shows %s', async (_, answer, output) => {
    const handler = async (_args: unknown, { submitted }: RunningTask): Promise<string> => {
      if (answer !== undefined) submitted(answer);
      return 'done';
    };
    const state = { Type: 'Task', Resource: 'arn:aws:states:::batch:submitJob.sync' };
    const execution = await runState(state, { integrations: { 'batch:submitJob': handler } });
    expect(execution.output).toBe('done');
    expect(eventTypes(execution).slice(2, -2)).toEqual([
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
    ]);
    expect(execution.history()[4]).toMatchObject({ taskSubmittedEventDetails: { output } });
  });
});
