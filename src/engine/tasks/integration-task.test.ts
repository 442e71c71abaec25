import { describe, expect, test } from '@jest/globals';
import { runState } from '../fixtures/run-definition.js';

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
      },
    ]);
    expect(execution.history()[2]?.['taskScheduledEventDetails']).toMatchObject({
      resource: 'getObject',
      resourceType: 'aws-sdk:s3',
    });
  });
});
