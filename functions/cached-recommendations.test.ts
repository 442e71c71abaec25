import { describe, expect, test } from '@jest/globals';
import { cacheEntry } from '../src/resilience/cache/cache-entry.js';
import type { RecommendationCache } from '../src/resilience/cache/recommendation-cache.js';
import { memoryCache } from '../src/resilience/cache/memory-cache.js';
import { realTime } from '../src/resilience/clock.js';
import { createHandler } from './cached-recommendations.js';
import { recording } from './recording.fixture.js';

const HOUR = 3_600_000;
const CACHED_AT = Date.UTC(2026, 0, 1);
const entry = cacheEntry({ readerId: 'secret-id', titleIds: [3, 1, 2], tier: 'primary' }, CACHED_AT);

const start = (ageMs: number, cache: RecommendationCache = memoryCache([entry])) => {
  const report = recording();
  const handler = createHandler({ cache, clock: { ...realTime, now: () => CACHED_AT + ageMs }, ...report });
  return { ...report, run: (readerId = 'secret-id') => handler({ readerId }) };
};

const miss = (message: string) => ({ name: 'CacheMiss', message: expect.stringContaining(message) });

describe('cached recommendations', () => {
  test.each([0, 2 * HOUR])('%d ms old: served as they are', async (ageMs) => {
    const { run, metricNames } = start(ageMs);
    expect(await run()).toEqual({ titleIds: [3, 1, 2], cached_at_utc: '2026-01-01T00:00:00.000Z' });
    expect(metricNames()).toEqual(['RecommendationsServed', 'Latency']);
  });

  test.each([2 * HOUR + 1, 4 * HOUR])('%d ms old: served with a note, a warning and a metric', async (ageMs) => {
    const { run, metricNames, lines } = start(ageMs);
    expect(await run()).toMatchObject({ titleIds: [3, 1, 2], note: 'These recommendations are a few hours old.' });
    expect(metricNames()).toContain('CacheServedStale');
    expect(lines[0]).toContain('"level":"warn"');
  });

  test('more than four hours old: not served', async () => {
    const { run, metricNames } = start(4 * HOUR + 1);
    await expect(run()).rejects.toMatchObject(miss('too old'));
    expect(metricNames()).toEqual(['RecommendationsFailed', 'Latency', 'CacheTooOld']);
  });

  test('nothing there', async () => {
    await expect(start(0).run('somebody else')).rejects.toMatchObject(miss('no entry'));
    const empty = memoryCache([{ ...entry, titleIds: [] }]);
    await expect(start(0, empty).run()).rejects.toMatchObject(miss('no entry'));
  });

  test('a cache that cannot be read is a miss with a metric of its own', async () => {
    const broken = { ...memoryCache(), get: () => Promise.reject(new Error('secret-id: connection lost')) };
    const { run, metricNames, lines } = start(0, broken);
    await expect(run()).rejects.toMatchObject(miss('no entry'));
    expect(metricNames()).toContain('CacheReadFailed');
    expect(lines.join()).not.toContain('secret-id');
  });

  test('reports the tier and nothing about the reader', async () => {
    const { run, published, lines } = start(3 * HOUR);
    await run();
    expect(published[0]?.dimensions).toEqual({ tier: 'cached' });
    expect(lines.join()).not.toMatch(/secret-id|\[3,1,2\]/);
  });
});
