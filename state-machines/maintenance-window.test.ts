import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CachedResult } from '../functions/cached-recommendations.js';
import type { Execution } from '../src/engine/index.js';
import { cacheWarmUp } from './cache-warm-up.js';
import { recommendationGeneration } from './recommendation-generation.js';
import { readersFromSeed, startWarmUpWorld, type WarmUpWorld } from './warm-up-world.fixture.js';

/**
 * Planned maintenance of three hours: a forced seed before it, no model at all during it. Warm-ups come as scheduled and
 * do nothing, a batch comes in the middle, and readers come all the time: everybody is served from the cache, and is told
 * when what he sees is old.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const READERS = 120;
const OLD = 'These recommendations are a few hours old.';

let world: WarmUpWorld;
let warmUp: string;
let batch: string;
beforeAll(async () => {
  const readers = readersFromSeed(READERS + 1, 3);
  // The last one is not active: nobody generates for him beforehand.
  world = await startWarmUpWorld(
    readers.map((reader, index) => (index < READERS ? reader : { ...reader, activity: 0 })),
  );
  warmUp = world.create('cache-warm-up', cacheWarmUp());
  batch = world.create('recommendation-generation', recommendationGeneration());
});
afterAll(() => world.close());

const metricNames = (from: number): string[] =>
  world.report.published.slice(from).flatMap(({ metrics }) => metrics.map(({ name }) => name));

test('the forced seed generates everybody active, also who has a young entry', async () => {
  await world.run(warmUp, { limit: 60 });
  await world.pass(3);
  const before = world.generated.length;
  const seed = await world.run(warmUp, { forced: true });
  expect(seed.output).toMatchObject({
    outcomes: { primary: READERS, rejected: 0 },
    freshness: { activeReaders: READERS, entries: READERS, succeeded: true },
  });
  expect(world.generated.length - before).toBe(READERS);
});

describe('through the window', () => {
  let begun: number;
  let callsDuring: number;
  let reportsBefore: number;
  const served: { readonly at: number; readonly age: number; readonly answer: CachedResult }[] = [];
  const scheduled: Execution[] = [];
  let nightly: Execution;

  beforeAll(async () => {
    begun = world.now();
    const callsBefore = world.calls.length;
    reportsBefore = world.report.published.length;
    world.maintenance = true;
    world.fail(190, 'unavailable');
    for (let minutes = 0; minutes <= 180; minutes += 10) {
      for (const readerId of world.readerIds) {
        const answer = await world.read(readerId);
        served.push({ at: minutes, age: world.now() - Date.parse(answer.cached_at_utc), answer });
      }
      if (minutes % 50 === 0) scheduled.push(await world.run(warmUp));
      if (minutes < 180) await world.pass((begun + (minutes + 10) * MINUTE - world.now()) / MINUTE);
    }
    callsDuring = world.calls.length - callsBefore;
    nightly = await world.run(batch);
  });

  test('nobody asks a model', () => {
    expect(callsDuring).toBe(0);
  });

  test('a batch that nobody called off is served from the cache, once its circuits are open', () => {
    expect(nightly.output).toMatchObject({
      outcomes: { primary: 0, region: 0, cheaper: 0, cached: READERS + 1, static: 0, rejected: 0 },
    });
  });

  test('everybody is served at any time', () => {
    expect(served).toHaveLength(19 * (READERS + 1));
    expect(served.filter(({ answer }) => answer.titleIds.length === 0)).toEqual([]);
    expect(Math.max(...served.map(({ age }) => age))).toBeLessThan(4 * HOUR);
  });

  test('up to two hours without a note, then with one; who has no entry is told whose titles he sees', () => {
    const own = served.filter((_, index) => index % (READERS + 1) !== READERS);
    expect(own.filter(({ age, answer }) => answer.note !== (age > 2 * HOUR ? OLD : undefined))).toEqual([]);
    expect(new Set(own.map(({ answer }) => answer.note))).toEqual(new Set([undefined, OLD]));
    const others = served.filter((_, index) => index % (READERS + 1) === READERS);
    for (const { answer } of others) expect(answer.note).toContain('titles that many readers like');
  });

  test('scheduled warm-ups succeed without work, and nobody is warned or paged', () => {
    expect(scheduled).toHaveLength(4);
    for (const { output } of scheduled) expect(output).toMatchObject({ items: 0, freshness: { succeeded: true } });
    const names = new Set(metricNames(reportsBefore));
    expect(names).toContain('CacheServedInMaintenance');
    for (const alarming of ['CacheServedStale', 'CacheTooOld', 'CacheAgeP95Seconds'])
      expect(names).not.toContain(alarming);
    const succeeded = world.report.published
      .slice(reportsBefore)
      .flatMap(({ metrics }) => metrics)
      .filter(({ name }) => name === 'WarmUpSucceeded');
    expect(succeeded.map(({ value }) => value)).toEqual([1, 1, 1, 1]);
  });
});
