import { describe, expect, test } from '@jest/globals';
import { createEngine } from '../index.js';
import { eventLines, eventTypes, runDefinition } from '../fixtures/run-definition.js';

const LOOP = {
  StartAt: 'A',
  States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
};
const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1000, End: true } } };

describe('an execution', () => {
  test('ends at 25,000 events', async () => {
    const execution = await runDefinition(LOOP);
    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining('The execution reached the maximum number of history events (25000).'),
      eventCount: 25_000,
    });
    expect(execution.history().at(-1)?.type).toBe('ExecutionFailed');
  });

  test('may end with exactly 25,000 events', async () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: {
        A: { Type: 'Wait', Seconds: 0, Assign: { n: '{% $exists($n) ? $n + 1 : 1 %}' }, Next: 'B' },
        B: { Type: 'Choice', Choices: [{ Condition: '{% $n < 6249 %}', Next: 'A' }], Default: 'C' },
        C: { Type: 'Succeed' },
      },
    };
    const execution = await runDefinition(definition);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', eventCount: 1 + 4 * 6249 + 2 + 1 });
    expect(execution.eventCount).toBe(25_000);
  });

  test('times out as a whole, which nothing catches', async () => {
    const execution = await runDefinition({ ...WAIT, TimeoutSeconds: 10 });
    expect(execution).toMatchObject({
      status: 'TIMED_OUT',
      error: 'States.Timeout',
      stopDate: new Date('2026-01-01T00:00:10Z'),
    });
    expect(eventTypes(execution).at(-1)).toBe('ExecutionTimedOut');
  });

  test('of type EXPRESS ends after five minutes', async () => {
    const execution = await runDefinition(WAIT, { type: 'EXPRESS' });
    expect(execution).toMatchObject({ status: 'TIMED_OUT', stopDate: new Date('2026-01-01T00:05:00Z') });
    expect(execution.executionArn).toContain(':express:machine:run:');
  });

  test('is stopped once, with the error and cause given', async () => {
    const engine = createEngine();
    const execution = engine.startExecution(engine.createStateMachine({ name: 'm', definition: WAIT }));
    execution.stop({ error: 'E', cause: 'C' });
    execution.stop({ error: 'too late' });
    expect(await execution.finished).toMatchObject({ status: 'ABORTED', error: 'E', cause: 'C' });
    expect(eventLines(execution).at(-1)).toBe('3<0 ExecutionAborted');
  });
});
