import { describe, expect, test } from '@jest/globals';
import { createEngine, manualClock, type Engine, type Execution, type ManualClock, type MapRun } from '../index.js';
import { eventTypes, lambdaArn } from '../fixtures/run-definition.js';

interface Failed {
  readonly clock: ManualClock;
  readonly engine: Engine;
  readonly execution: Execution;
  readonly mapRun: MapRun | undefined;
  readonly failing: Set<unknown>;
  readonly calls: unknown[];
}

/** A distributed Map over 0, 1, 2 that failed at item 1 while item 2 had to wait. */
async function failed(type: 'STANDARD' | 'EXPRESS', fields: object = {}): Promise<Failed> {
  const clock = manualClock();
  const engine = createEngine({ clock });
  const failing = new Set<unknown>([1]);
  const calls: unknown[] = [];
  engine.lambda('f', (item) => {
    calls.push(item);
    if (failing.has(item)) throw new RangeError('no');
    return item;
  });
  const Each = {
    Type: 'Map',
    MaxConcurrency: 1,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
      StartAt: 'Do',
      States: { Do: { Type: 'Task', Resource: lambdaArn('f'), End: true } },
    },
    ...fields,
    End: true,
  };
  const machine = engine.createStateMachine({ name: 'm', definition: { StartAt: 'Each', States: { Each } } });
  const execution = engine.startExecution({ ...machine, input: [0, 1, 2] });
  await clock.advance(0);
  return { clock, engine, execution, mapRun: engine.mapRuns()[0], failing, calls };
}

describe('redriving the parent of a map run', () => {
  test('redrives the children that failed, and begins those that had not begun', async () => {
    const { clock, engine, execution, mapRun, failing, calls } = await failed('STANDARD');
    expect([execution.status, mapRun?.status, calls]).toEqual(['FAILED', 'FAILED', [0, 1]]);
    const child = mapRun?.executions()[1];
    expect(child).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE_BY_MAP_RUN' });
    expect(() => child?.redrive()).toThrow(expect.objectContaining({ name: 'ExecutionNotRedrivable' }));
    failing.clear();
    execution.redrive();
    await clock.advance(0);
    expect(await execution.finished).toMatchObject({ status: 'SUCCEEDED', output: [0, 1, 2] });
    expect(calls).toEqual([0, 1, 1, 2]);
    expect(child).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
    expect(engine.mapRuns()).toHaveLength(1);
    expect(mapRun).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1, redriveDate: new Date(clock.now()) });
    expect(mapRun?.itemCounts).toMatchObject({ succeeded: 3, failed: 0, pending: 0, pendingRedrive: 0, total: 3 });
    expect(eventTypes(execution).slice(3)).toEqual([
      'MapRunStarted',
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
      'ExecutionRedriven',
      'MapRunRedriven',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('begins Express children anew', async () => {
    const { clock, execution, mapRun, failing, calls } = await failed('EXPRESS');
    failing.clear();
    execution.redrive();
    await clock.advance(0);
    expect([execution.output, calls]).toEqual([
      [0, 1, 2],
      [0, 1, 1, 2],
    ]);
    expect(mapRun?.executionCounts).toMatchObject({ succeeded: 3, failed: 0, total: 3 });
  });

  test('may fail again, and be redriven again', async () => {
    const { clock, execution, mapRun, failing } = await failed('STANDARD');
    execution.redrive();
    await clock.advance(0);
    expect([execution.status, mapRun?.status, mapRun?.redriveCount]).toEqual(['FAILED', 'FAILED', 1]);
    expect(mapRun?.itemCounts).toMatchObject({ succeeded: 1, failed: 1, pending: 1 });
    failing.clear();
    execution.redrive();
    await clock.advance(0);
    expect([execution.output, mapRun?.redriveCount]).toEqual([[0, 1, 2], 2]);
  });

  test('a map run that succeeded is not run again', async () => {
    const { clock, execution, failing, calls } = await failed('STANDARD', { OutputPath: '$.gone' });
    failing.clear();
    execution.redrive();
    await clock.advance(0);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime', redriveCount: 1 });
    execution.redrive();
    await clock.advance(0);
    expect([execution.redriveCount, calls]).toEqual([2, [0, 1, 1, 2]]);
  });

  test('a child that ended more than 14 days ago stays as it is', async () => {
    const { clock, execution, mapRun, failing } = await failed('STANDARD', { ToleratedFailureCount: 1 });
    expect([execution.status, mapRun?.itemCounts.failed]).toEqual(['SUCCEEDED', 1]);
    failing.clear();
    await clock.advance(15 * 24 * 3600 * 1000);
    expect(mapRun?.executions()[1]).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution redrivable period exceeded',
    });
  });
});
