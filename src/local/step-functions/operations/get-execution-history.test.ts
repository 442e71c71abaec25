import { describe, expect, test } from '@jest/globals';
import { ROLE, serviceFixture } from '../service.fixture.js';

async function history(body: object) {
  const { call, create } = serviceFixture();
  const stateMachineArn = await create('one');
  const { executionArn } = await call('StartExecution', { stateMachineArn, input: '{"a":1}' });
  return {
    get: (more: object) => call('GetExecutionHistory', { executionArn, ...more }),
    answer: await call('GetExecutionHistory', { executionArn, ...body }),
  };
}

const types = (answer: Record<string, never>): string[] =>
  Array.from(answer['events'] ?? [], ({ type }: { type: string }) => type);
const TYPES = ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'];

describe('GetExecutionHistory', () => {
  test('tells events with times in seconds and the role of the machine', async () => {
    const { answer } = await history({});
    expect(types(answer)).toEqual(TYPES);
    expect(answer['events']?.[0]).toEqual({
      id: 1,
      previousEventId: 0,
      timestamp: 1_767_225_600,
      type: 'ExecutionStarted',
      executionStartedEventDetails: { input: '{"a":1}', inputDetails: { truncated: false }, roleArn: ROLE },
    });
  });

  test('in reverse, and page by page', async () => {
    const { get, answer } = await history({ reverseOrder: true, maxResults: 3 });
    expect(types(answer)).toEqual(TYPES.toReversed().slice(0, 3));
    const rest = await get({ reverseOrder: true, nextToken: answer['nextToken'] });
    expect(types(rest)).toEqual(['ExecutionStarted']);
    await expect(get({ nextToken: answer['nextToken'] })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('without the data of the execution', async () => {
    const { answer } = await history({ includeExecutionData: false });
    expect(types(answer)).toEqual(TYPES);
    expect(JSON.stringify(answer)).not.toMatch(/"(?:input|output)"/);
    expect(answer['events']?.[1]).toMatchObject({
      stateEnteredEventDetails: { name: 'Pass', inputDetails: { truncated: false } },
    });
  });
});
