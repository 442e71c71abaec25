import { describe, expect, test } from '@jest/globals';
import { eventLines, lambdaArn, runState } from '../fixtures/run-definition.js';
import { TaskError } from '../tasks/task-error.js';
import { skipClock } from '../clock/skip-clock.js';

const PASS = { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } };
const CALL = { StartAt: 'Call', States: { Call: { Type: 'Task', Resource: lambdaArn('call'), End: true } } };

/** Fails for negative numbers after as many seconds as they say; others take an hour. */
function calls(clock: ReturnType<typeof skipClock>): (n: number) => Promise<number> {
  return async (n) => {
    await clock.sleep(n < 0 ? -n * 1000 : 3_600_000);
    if (n < 0) throw new TaskError('Negative', `was ${n}`);
    return n;
  };
}

describe('a run of a Map', () => {
  test('lets the next iteration point at the last event inside the one before', async () => {
    const execution = await runState({ Type: 'Map', MaxConcurrency: 1, ItemProcessor: PASS }, { input: [1, 2] });
    expect(eventLines(execution).slice(2)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 MapIterationSucceeded',
      '8<6 MapIterationStarted',
      '9<8 PassStateEntered',
      '10<9 PassStateExited',
      '11<10 MapIterationSucceeded',
      '12<11 MapStateSucceeded',
      '13<11 MapStateExited',
      '14<13 ExecutionSucceeded',
    ]);
  });

  test('fails with the error of the first iteration that fails, and ends the others', async () => {
    const clock = skipClock();
    const execution = await runState(
      { Type: 'Map', ItemProcessor: CALL },
      { clock, input: [1, -2, -3], lambdas: { call: calls(clock) } },
    );
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Negative', cause: 'was -2' });
    expect(execution.stopDate).toEqual(new Date('2026-01-01T00:00:02Z'));
    expect(eventLines(execution).slice(15)).toEqual([
      '16<12 LambdaFunctionFailed',
      '17<16 MapIterationFailed',
      '18<16 TaskStateAborted',
      '19<16 MapIterationAborted',
      '20<16 TaskStateAborted',
      '21<16 MapIterationAborted',
      '22<16 MapStateFailed',
      '23<22 ExecutionFailed',
    ]);
  });

  test('starts all over for a retry, pointing at what failed', async () => {
    const state = {
      Type: 'Map',
      ItemProcessor: { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } },
      Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
    };
    const execution = await runState(state, { input: [1] });
    expect(eventLines(execution).slice(1)).toEqual([
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 FailStateEntered',
      '6<5 MapIterationFailed',
      '7<5 MapStateStarted',
      '8<7 MapIterationStarted',
      '9<8 FailStateEntered',
      '10<9 MapIterationFailed',
      '11<9 MapStateFailed',
      '12<11 ExecutionFailed',
    ]);
    expect(execution.billedTransitions).toBe(4);
  });

  test('tolerates as many failures as it is configured to', async () => {
    const clock = skipClock();
    const run = (fields: object): ReturnType<typeof runState> =>
      runState(
        { Type: 'Map', ItemProcessor: CALL, ...fields },
        { clock, input: [1, -2, 3, -4], lambdas: { call: calls(clock) } },
      );
    expect((await run({ ToleratedFailureCount: 2 })).output).toEqual([1, 3]);
    expect((await run({ ToleratedFailurePercentage: 50.5 })).output).toEqual([1, 3]);
    expect(await run({ ToleratedFailureCount: 1 })).toMatchObject({
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
    });
  });

  test('is ended with its iterations when the execution is stopped', async () => {
    const { createEngine, manualClock } = await import('../index.js');
    const clock = manualClock();
    const engine = createEngine({ clock });
    const aborted: number[] = [];
    engine.lambda('call', async (n: number, { signal }) => {
      await clock.sleep(60_000, signal).catch(() => aborted.push(n));
    });
    const definition = { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: CALL, End: true } } };
    const execution = engine.startExecution({ ...engine.createStateMachine({ name: 'm', definition }), input: [1, 2] });
    await clock.advance(1000);
    execution.stop();
    await clock.advance(100_000);
    expect(aborted).toEqual([1, 2]);
    expect(execution.status).toBe('ABORTED');
    expect(eventLines(execution).at(-1)).toBe(`${execution.eventCount}<0 ExecutionAborted`);
  });
});
