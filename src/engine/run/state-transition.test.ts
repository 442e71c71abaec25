import { describe, expect, test } from '@jest/globals';
import { eventLines, eventTypes, lambdaArn, runDefinition, runState } from '../fixtures/run-definition.js';
import { TaskError } from '../tasks/task-error.js';

const work = (fields: object): object => ({ Type: 'Task', Resource: lambdaArn('work'), ...fields });

/** A handler that fails with these errors one after the other, then works. */
function failing(...errors: string[]): () => string {
  let call = 0;
  return () => {
    const error = errors[call++];
    if (error !== undefined) throw new TaskError(error, `cause of ${error}`);
    return `call ${call}`;
  };
}

describe('Retry', () => {
  test('tries again after its delays, with no event of its own, and bills every attempt', async () => {
    const Retry = [{ ErrorEquals: ['A'], IntervalSeconds: 2, BackoffRate: 3 }];
    const execution = await runState(work({ Retry }), { lambdas: { work: failing('A', 'A') } });
    expect(execution).toMatchObject({ output: 'call 3', billedTransitions: 3 });
    expect(execution.stopDate?.getTime()).toBe(execution.startDate.getTime() + 2000 + 6000);
    expect(eventTypes(execution).filter((type) => type.startsWith('Lambda'))).toEqual([
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionFailed',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionFailed',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
    ]);
  });

  test('evaluates the arguments again for every attempt', async () => {
    const payloads: unknown[] = [];
    const work_ = (payload: unknown): void => {
      payloads.push(payload);
      if (payloads.length < 3) throw new TaskError('A');
    };
    const Arguments = '{% $states.context.State.RetryCount %}';
    const state = work({ QueryLanguage: 'JSONata', Arguments, Retry: [{ ErrorEquals: ['States.ALL'] }] });
    await runState(state, { lambdas: { work: work_ } });
    expect(payloads).toEqual([0, 1, 2]);
  });

  test('counts from the start when a state is entered again', async () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'Start',
      States: {
        Start: { Type: 'Pass', Assign: { round: 0 }, Next: 'Work' },
        Work: work({
          Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }],
          Assign: { round: '{% $round + 1 %}' },
          Next: 'Again',
        }),
        Again: { Type: 'Choice', Choices: [{ Condition: '{% $round < 2 %}', Next: 'Work' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    };
    let call = 0;
    const everyOther = (): void => {
      if (call++ % 2 === 0) throw new TaskError('A');
    };
    expect(await runDefinition(definition, { lambdas: { work: everyOther } })).toMatchObject({ status: 'SUCCEEDED' });
    expect(call).toBe(4);
  });

  test('draws full jitter from the seed', async () => {
    const Retry = [{ ErrorEquals: ['A'], IntervalSeconds: 100, JitterStrategy: 'FULL' }];
    const took = async (seed: number): Promise<number> => {
      const { startDate, stopDate } = await runState(work({ Retry }), { seed, lambdas: { work: failing('A') } });
      return Number(stopDate) - startDate.getTime();
    };
    const delay = await took(1);
    expect(delay).toBeGreaterThan(0);
    expect(delay).toBeLessThan(100_000);
    expect(await took(1)).toBe(delay);
    expect(await took(2)).not.toBe(delay);
  });
});

describe('Catch', () => {
  const caught = (fields: object, Catch: object[]): object => ({
    StartAt: 'Work',
    States: {
      Work: work({ ...fields, Catch, Next: 'Done' }),
      Done: { Type: 'Succeed' },
      Caught: { Type: 'Pass', End: true },
    },
  });

  test('hands the error on, after an exit event with it', async () => {
    const definition = caught({}, [
      { ErrorEquals: ['B'], Next: 'Done' },
      { ErrorEquals: ['States.ALL'], Next: 'Caught' },
    ]);
    const execution = await runDefinition(definition, { lambdas: { work: failing('A') } });
    expect(execution.output).toEqual({ Error: 'A', Cause: 'cause of A' });
    expect(eventLines(execution).slice(4)).toEqual([
      '5<4 LambdaFunctionFailed',
      '6<5 TaskStateExited',
      '7<6 PassStateEntered',
      '8<7 PassStateExited',
      '9<8 ExecutionSucceeded',
    ]);
  });

  test('puts the error into the raw input of the state', async () => {
    const definition = caught({ InputPath: '$.a', ResultSelector: {} }, [
      { ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'Caught' },
    ]);
    const execution = await runDefinition(definition, { input: { a: 1 }, lambdas: { work: failing('A') } });
    expect(execution.output).toEqual({ a: 1, error: { Error: 'A', Cause: 'cause of A' } });
  });

  test('has an Output and an Assign of its own in JSONata', async () => {
    const definition = caught({ QueryLanguage: 'JSONata' }, [
      {
        ErrorEquals: ['A'],
        Output: "{% $states.errorOutput.Error & '!' %}",
        Assign: { why: '{% $states.errorOutput.Cause %}' },
        Next: 'Caught',
      },
    ]);
    const execution = await runDefinition(definition, { lambdas: { work: failing('A') } });
    expect(execution.output).toBe('A!');
    expect(execution.history()[5]).toMatchObject({
      stateExitedEventDetails: { assignedVariables: { why: '"cause of A"' } },
    });
  });

  test('fails the execution when its own Output cannot be computed', async () => {
    const definition = caught({ QueryLanguage: 'JSONata' }, [
      { ErrorEquals: ['A'], Output: '{% $gone %}', Next: 'Caught' },
    ]);
    const execution = await runDefinition(definition, { lambdas: { work: failing('A') } });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  test('comes after Retry has given up', async () => {
    const definition = caught({ Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }] }, [
      { ErrorEquals: ['A'], Next: 'Caught' },
    ]);
    const execution = await runDefinition(definition, { lambdas: { work: failing('A', 'A') } });
    expect(eventTypes(execution).filter((type) => type === 'LambdaFunctionFailed')).toHaveLength(2);
    expect(execution.status).toBe('SUCCEEDED');
  });
});

describe('limits', () => {
  const large = 'x'.repeat(257 * 1024);

  test('an oversized task result can be caught', async () => {
    const definition = {
      StartAt: 'Work',
      States: {
        Work: work({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }], End: true }),
        Caught: { Type: 'Pass', End: true },
      },
    };
    const execution = await runDefinition(definition, { lambdas: { work: () => large } });
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.DataLimitExceeded' } });
    expect(eventTypes(execution).slice(4, 6)).toEqual(['LambdaFunctionFailed', 'TaskStateExited']);
  });

  test('an oversized state output ends the execution at once', async () => {
    const state = { Type: 'Pass', Parameters: { 'a.$': '$', 'b.$': '$', 'c.$': '$' } };
    const execution = await runState(state, { input: 'x'.repeat(100_000) });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(eventTypes(execution)).toEqual(['ExecutionStarted', 'PassStateEntered', 'ExecutionFailed']);
  });

  test('so do variables that nest without end, or are too large together', async () => {
    const loop = (x: unknown) => ({
      Start: { Type: 'Pass', Assign: { x: 1 }, Next: 'Loop' },
      Loop: { Type: 'Pass', Assign: { x }, Next: 'Loop' },
    });
    for (const x of [{ a: '{% $x %}' }, '{% $string($x) & $string($x) %}']) {
      const definition = { QueryLanguage: 'JSONata', StartAt: 'Start', States: loop(x) };
      const execution = await runDefinition(definition);
      expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
      expect(JSON.stringify(execution.history())).toContain('DataLimitExceeded');
    }
  });
});
