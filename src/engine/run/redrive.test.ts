import { describe, expect, test } from '@jest/globals';
import { createEngine, manualClock, type Engine, type Execution, type ManualClock } from '../index.js';
import { eventLines, eventTypes, lambdaArn } from '../fixtures/run-definition.js';

const task = (name: string, fields: object = { End: true }): object => ({
  Type: 'Task',
  Resource: lambdaArn(name),
  ...fields,
});

interface Started {
  readonly clock: ManualClock;
  readonly engine: Engine;
  readonly execution: Execution;
  /** What the functions were called with. */
  readonly calls: unknown[];
}

/** Starts a machine whose function `flaky` fails for the inputs in `failing`, until they are taken out of there. */
async function start(definition: object, input: unknown, failing: Set<unknown>): Promise<Started> {
  const clock = manualClock();
  const engine = createEngine({ clock });
  const calls: unknown[] = [];
  engine.lambda('flaky', (payload) => {
    calls.push(payload);
    if (failing.has(payload)) throw new RangeError(`no ${String(payload)}`);
    return payload;
  });
  const execution = engine.startExecution({ ...engine.createStateMachine({ name: 'm', definition }), input });
  await clock.advance(0);
  return { clock, engine, execution, calls };
}

describe('a redrive', () => {
  test('goes on with the state that failed; what was done stays done', async () => {
    const failing = new Set<unknown>([7]);
    const definition = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { seven: 7 }, Next: 'Do' },
        Do: task('flaky', { Next: 'Give' }),
        Give: { Type: 'Pass', Parameters: { 'v.$': '$seven', 'redriven.$': '$$.Execution.RedriveCount' }, End: true },
      },
    };
    const { clock, execution, calls } = await start(definition, 7, failing);
    const failed = execution.finished;
    expect(await failed).toMatchObject({
      status: 'FAILED',
      error: 'RangeError',
      redriveStatus: 'REDRIVABLE',
      redriveCount: 0,
    });
    failing.clear();
    await clock.advance(60_000);
    execution.redrive();
    expect(execution).toMatchObject({ redriveCount: 1, redriveDate: new Date(clock.now()) });
    await clock.advance(0);
    expect(await execution.finished).toMatchObject({ status: 'SUCCEEDED', output: { v: 7, redriven: 1 } });
    expect('error' in execution || 'cause' in execution).toBe(false);
    expect(calls).toEqual([7, 7]);
    expect(eventLines(execution).slice(6)).toEqual([
      '7<6 LambdaFunctionFailed',
      '8<7 ExecutionFailed',
      '9<8 ExecutionRedriven',
      '10<9 LambdaFunctionScheduled',
      '11<10 LambdaFunctionStarted',
      '12<11 LambdaFunctionSucceeded',
      '13<12 TaskStateExited',
      '14<13 PassStateEntered',
      '15<14 PassStateExited',
      '16<15 ExecutionSucceeded',
    ]);
    expect(execution.history()[8]).toMatchObject({ executionRedrivenEventDetails: { redriveCount: 1 } });
    expect(execution.redriveStatusReason).toBe('Execution is SUCCEEDED and cannot be redriven');
  });

  test('runs only the iterations that failed, were aborted or had not begun', async () => {
    const failing = new Set<unknown>([2]);
    const definition = {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          MaxConcurrency: 2,
          ItemProcessor: {
            StartAt: 'Do',
            States: { Do: task('flaky', { Next: 'Pause' }), Pause: { Type: 'Wait', Seconds: 10, End: true } },
          },
          End: true,
        },
      },
    };
    const { clock, execution, calls } = await start(definition, [0, 1, 2, 3], failing);
    await clock.advance(10_000);
    expect([execution.status, calls]).toEqual(['FAILED', [0, 1, 2]]);
    failing.clear();
    execution.redrive();
    await clock.advance(20_000);
    expect(execution.output).toEqual([0, 1, 2, 3]);
    expect(calls).toEqual([0, 1, 2, 2, 3]);
    expect(eventTypes(execution).filter((type) => type === 'MapIterationStarted')).toHaveLength(4);
  });

  test('runs only the branches that failed or were aborted, and the state after them', async () => {
    const failing = new Set<unknown>(['x']);
    const branch = (state: object): object => ({ StartAt: 'S', States: { S: state } });
    const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 5, End: true } } };
    const pass = branch({ Type: 'Pass', Result: 'done', End: true });
    const bad = { StartAt: 'T', States: { T: task('flaky') } };
    const definition = {
      StartAt: 'Both',
      States: {
        Both: { Type: 'Parallel', Branches: [pass, wait, bad], Next: 'After' },
        After: { Type: 'Pass', End: true },
      },
    };
    const { clock, execution } = await start(definition, 'x', failing);
    expect(execution.status).toBe('FAILED');
    failing.clear();
    execution.redrive();
    await clock.advance(5000);
    expect(execution.output).toEqual(['done', 'x', 'x']);
    const types = eventTypes(execution);
    expect(types.filter((type) => type === 'PassStateEntered')).toHaveLength(2);
    expect(types.filter((type) => type === 'ParallelStateStarted')).toHaveLength(1);
  });

  test('gives the retries anew', async () => {
    const failing = new Set<unknown>([1]);
    const Retry = [{ ErrorEquals: ['RangeError'], MaxAttempts: 2, IntervalSeconds: 1, BackoffRate: 1 }];
    const definition = { StartAt: 'Do', States: { Do: task('flaky', { Retry, End: true }) } };
    const { clock, execution, calls } = await start(definition, 1, failing);
    await clock.advance(10_000);
    execution.redrive();
    await clock.advance(10_000);
    expect([execution.status, execution.redriveCount, calls]).toEqual(['FAILED', 1, [1, 1, 1, 1, 1, 1]]);
  });

  test('gives the timeout of the machine anew, and lets whole waits pass again', async () => {
    const definition = {
      TimeoutSeconds: 60,
      StartAt: 'W',
      States: { W: { Type: 'Wait', Seconds: 50, Next: 'V' }, V: { Type: 'Wait', Seconds: 50, End: true } },
    };
    const { clock, execution } = await start(definition, {}, new Set());
    await clock.advance(60_000);
    expect(execution.status).toBe('TIMED_OUT');
    execution.redrive();
    await clock.advance(49_000);
    expect(execution.status).toBe('RUNNING');
    await clock.advance(1000);
    expect(execution.status).toBe('SUCCEEDED');
  });

  test.each(['TaskStateExited', 'ExecutionAborted'])('may follow a stop at %s at once', async (moment) => {
    const engine = createEngine();
    engine.lambda('f', () => 'once');
    let isFirst = true;
    engine.observe(({ type, executionArn }) => {
      if (type !== moment && !(moment === 'ExecutionAborted' && type === 'TaskStateExited')) return;
      if (!isFirst) return;
      isFirst = moment === 'ExecutionAborted' && type === 'TaskStateExited';
      const execution = engine.execution(executionArn);
      execution?.stop();
      if (!isFirst) execution?.redrive();
    });
    const definition = { StartAt: 'Do', States: { Do: task('f', { Next: 'Then' }), Then: { Type: 'Succeed' } } };
    const execution = engine.startExecution(engine.createStateMachine({ name: 'm', definition }));
    await new Promise((resolve) => setImmediate(resolve));
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: 'once', redriveCount: 1 });
    expect(eventTypes(execution).filter((type) => type === 'TaskStateEntered')).toHaveLength(1);
  });
});

describe('a redrive is refused', () => {
  const fail = { StartAt: 'F', States: { F: { Type: 'Fail' } } };
  const refusal = (message: string): unknown => expect.objectContaining({ name: 'ExecutionNotRedrivable', message });

  test('more than 14 days after the end', async () => {
    const { clock, execution } = await start(fail, {}, new Set());
    await clock.advance(14 * 24 * 3600 * 1000);
    expect(execution.redriveStatus).toBe('REDRIVABLE');
    await clock.advance(1);
    expect(() => execution.redrive()).toThrow(refusal('Execution redrivable period exceeded'));
  });

  test('while the execution runs, and of Express executions', async () => {
    const { engine, execution } = await start(
      { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, End: true } } },
      {},
      new Set(),
    );
    expect(() => execution.redrive()).toThrow(refusal('Execution is RUNNING and cannot be redriven'));
    const express = engine.startExecution(engine.createStateMachine({ name: 'e', definition: fail, type: 'EXPRESS' }));
    expect(express).toMatchObject({ status: 'FAILED', redriveStatus: 'NOT_REDRIVABLE' });
    expect(() => express.redrive()).toThrow(refusal('Execution is of an EXPRESS state machine and cannot be redriven'));
  });
});
