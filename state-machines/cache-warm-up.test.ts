import { afterEach, describe, expect, test } from '@jest/globals';
import aslValidator from 'asl-validator';
import { checkAsl } from '../src/asl/index.js';
import { type Execution, TaskError } from '../src/engine/index.js';
import { mostActive } from '../functions/recommendation/index.js';
import { TOP_RECOMMENDATIONS } from '../functions/recommendation/top-recommendations.js';
import { cacheWarmUp } from './cache-warm-up.js';
import { readersFromSeed, startWarmUpWorld, type WarmUpWorld } from './warm-up-world.fixture.js';
import { size } from '../test/size.js';

const MINUTE = 60_000;

let world: WarmUpWorld;
afterEach(() => world?.close());

/** A world of so many readers, with the machine in it. */
async function begin(readers: number, circuit: Parameters<typeof cacheWarmUp>[0] = {}) {
  world = await startWarmUpWorld(readersFromSeed(readers, 1));
  return world.create('cache-warm-up', cacheWarmUp(circuit));
}

const outcomes = ({ output }: Execution): unknown => (output as { readonly outcomes?: unknown }).outcomes;
const generatedSince = (since: number): string[] =>
  world.generated.filter(({ at }) => at >= since).map(({ readerId }) => readerId);

test('the definition has no problem, and asl-validator finds none', () => {
  const { definition } = cacheWarmUp().toDefinition();
  expect(checkAsl(definition)).toEqual([]);
  expect(aslValidator(structuredClone(definition))).toMatchObject({ isValid: true });
});

test('an invalid circuit stops the build with field, range and value', () => {
  expect(() => cacheWarmUp({ circuit: { resetTimerSeconds: 3000 } })).toThrow(
    'resetTimerSeconds: must be an integer in [10, 300], got 3000',
  );
});

const MANY = size({ sample: 250, full: 1_000 });

describe(`${MANY} readers`, () => {
  test('killed three times, they are generated once each, at little more than a transition an item', async () => {
    const machine = await begin(1.1 * MANY);
    const executions: Execution[] = [];
    for (const events of [0.4 * MANY, 2.5 * MANY, 1.5 * MANY, Infinity]) {
      const ignore = world.engine.observe(({ id, executionArn }) => {
        if (id === events) world.engine.execution(executionArn)?.stop({ error: 'Killed' });
      });
      executions.push(await world.run(machine, { limit: MANY }));
      ignore();
    }
    expect(executions.map(({ status }) => status)).toEqual(['ABORTED', 'ABORTED', 'ABORTED', 'SUCCEEDED']);
    const active = mostActive(readersFromSeed(1.1 * MANY, 1), MANY);
    expect(generatedSince(0).sort()).toEqual(active.sort());
    expect(world.calls.filter(({ status }) => status === 200)).toHaveLength(MANY);
    expect(executions.at(-1)?.output).toMatchObject({
      freshness: { activeReaders: MANY, entries: MANY, succeeded: true },
    });
    const transitions = executions.reduce((sum, { billedTransitions }) => sum + billedTransitions, 0);
    // What each run costs whatever its size, beside 1.3 an item.
    expect(transitions).toBeLessThanOrEqual(1.3 * MANY + 50);
    expect((await world.cache.get(TOP_RECOMMENDATIONS))?.titleIds.length).toBeGreaterThan(10);
  });
});

describe('one run at a time', () => {
  test('of two that start at once one works; the other ends at once and says why', async () => {
    const machine = await begin(12);
    const [a, b] = [world.start(machine), world.start(machine)];
    const runs = await Promise.all([world.finished(a), world.finished(b)]);
    const [worker, other] = outcomes(runs[0] as Execution) ? [a, b] : [b, a];
    expect(outcomes(worker)).toMatchObject({ primary: 12 });
    expect(other.output).toEqual({
      skipped: true,
      reason: `Another run is warming the cache: ${worker.executionArn}.`,
    });
    expect(Number(other.stopDate) - Number(other.startDate)).toBeLessThan(1_000);
    expect(generatedSince(0)).toHaveLength(12);
  });

  test('a run that comes later ends at once as long as the other is at work', async () => {
    const machine = await begin(12, { circuit: { concurrency: 1 } });
    const first = world.start(machine);
    await world.pass(0.05);
    expect((await world.run(machine)).output).toMatchObject({ skipped: true });
    expect(outcomes(await world.finished(first))).toMatchObject({ primary: 12 });
  });

  test('a lease that was not given back keeps nobody waiting', async () => {
    const machine = await begin(6);
    const release = world.engine.interceptTasks((task) => {
      if (task.state === 'Release lease') return () => Promise.reject(new TaskError('DynamoDB.RequestLimitExceeded'));
      return undefined;
    });
    expect((await world.run(machine)).status).toBe('SUCCEEDED');
    release();
    await world.pass(60);
    const before = world.now();
    expect(outcomes(await world.run(machine))).toMatchObject({ primary: 6 });
    expect(world.now() - before).toBeLessThan(MINUTE);
  });

  test('when nobody can tell whether the holder is at work, nobody works', async () => {
    const machine = await begin(6);
    const killer = world.engine.observe(({ type, executionArn }) => {
      if (type === 'MapStateEntered') world.engine.execution(executionArn)?.stop({});
    });
    await world.run(machine);
    killer();
    world.engine.interceptTasks((task) => {
      if (task.state === 'Look at holder') return () => Promise.reject(new TaskError('Sfn.AccessDeniedException'));
      return undefined;
    });
    const run = await world.run(machine);
    expect(run).toMatchObject({ status: 'FAILED', error: 'Stepbreaker.LeaseHolderUnknown' });
    expect(run.cause).toContain('states:DescribeExecution');
  });
});

describe('a cycle', () => {
  const READERS = size({ sample: 40, full: 100 });

  test('every 50 minutes, with a run that is killed: an entry is renewed below 55 minutes, oldest first', async () => {
    const machine = await begin(READERS, { circuit: { concurrency: 1 } });
    const start = world.now();
    for (let cycle = 0; cycle < 5; cycle++) {
      const ignore = world.engine.observe(({ id, executionArn }) => {
        if (cycle === 2 && id === 3 * READERS) world.engine.execution(executionArn)?.stop({ error: 'Killed' });
      });
      const run = await world.run(machine);
      ignore();
      if (run.status === 'ABORTED') await world.run(machine);
      await world.pass((start + (cycle + 1) * 50 * MINUTE - world.now()) / MINUTE);
    }
    expect(world.generated).toHaveLength(5 * READERS);
    const gaps = world.readerIds.flatMap((readerId) => {
      const times = world.generated.filter((each) => each.readerId === readerId).map(({ at }) => at);
      return times.slice(1).map((at, index) => (at - (times[index] ?? 0)) / MINUTE);
    });
    expect(gaps).toHaveLength(4 * READERS);
    expect(Math.max(...gaps)).toBeLessThan(55);
    expect(Math.min(...gaps)).toBeGreaterThan(45);
  });

  test('a run that comes early has nothing left to do; a forced one generates everybody, however often', async () => {
    const machine = await begin(20);
    await world.run(machine);
    await world.pass(10);
    const early = world.now();
    await world.run(machine);
    expect(generatedSince(early)).toHaveLength(0);
    await world.run(machine, { forced: true });
    expect(generatedSince(early)).toHaveLength(20);
    await world.pass(1);
    await world.run(machine, { forced: true });
    expect(generatedSince(early)).toHaveLength(40);
  });

  test('what no model could generate keeps its old entry, and the next run of the cycle makes up for it', async () => {
    const machine = await begin(30, { circuit: { chunkSize: 5 } });
    await world.run(machine);
    await world.pass(60);
    const start = world.now();
    world.fail(1, 'unavailable');
    const run = await world.run(machine);
    expect(outcomes(run)).toMatchObject({ rejected: 30 });
    expect(run.output).toMatchObject({ freshness: { entries: 30, succeeded: false } });
    await world.pass(5);
    expect(outcomes(await world.run(machine))).toMatchObject({ primary: 30, rejected: 0 });
    expect(generatedSince(start)).toHaveLength(30);
  });

  test('a call whose answer got lost on the way is repeated without asking the model again', async () => {
    const machine = await begin(12);
    const lost = new Set<string>();
    const { generate } = world;
    world.generate = async (event, context) => {
      const answer = await generate(event, context);
      if (lost.has(event.readerId) || lost.size === 4) return answer;
      lost.add(event.readerId);
      throw Object.assign(new Error('connection reset'), { name: 'Lambda.SdkClientException' });
    };
    expect(outcomes(await world.run(machine))).toMatchObject({ primary: 12 });
    expect(world.calls).toHaveLength(12);
  });

  test('a report that fails leaves the run as it is; the missing metric pages', async () => {
    const machine = await begin(3);
    world.engine.lambda('ReportCacheFreshness', () => Promise.reject(new Error('out of order')));
    const { status, output } = await world.run(machine);
    expect({ status, output }).toMatchObject({ status: 'SUCCEEDED', output: { items: 3 } });
    expect(output).not.toHaveProperty('freshness');
    expect((await world.run(machine)).output).not.toHaveProperty('skipped');
  });
});
