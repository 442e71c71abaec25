import { describe, expect, test } from '@jest/globals';
import { recommendationEntry } from './recommendation/recommendation-entry.js';
import { TOP_RECOMMENDATIONS } from './recommendation/top-recommendations.js';
import { memoryRecommendationCache, type RecommendationCache } from './recommendation/recommendation-cache.js';
import { realTime } from '../src/resilience/clock.js';
import { createHandler, type CachedDependencies } from './cached-recommendations.js';
import { recording } from './recording.fixture.js';

const HOUR = 3_600_000;
const CACHED_AT = Date.UTC(2026, 0, 1);
const entry = recommendationEntry({ readerId: 'secret-id', titleIds: [3, 1, 2], tier: 'primary' }, CACHED_AT);

const start = (
  ageMs: number,
  cache: RecommendationCache = memoryRecommendationCache([entry]),
  others: Partial<CachedDependencies> = {},
) => {
  const report = recording();
  const handler = createHandler({ cache, clock: { ...realTime, now: () => CACHED_AT + ageMs }, ...report, ...others });
  return { ...report, run: (readerId = 'secret-id') => handler({ readerId }) };
};

const miss = { name: 'CacheMiss' };

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
    await expect(run()).rejects.toMatchObject(miss);
    expect(metricNames()).toEqual(['RecommendationsFailed', 'Latency', 'CacheTooOld']);
  });

  test('nothing there', async () => {
    await expect(start(0).run('somebody else')).rejects.toMatchObject(miss);
    const empty = memoryRecommendationCache([{ ...entry, titleIds: [] }]);
    await expect(start(0, empty).run()).rejects.toMatchObject(miss);
  });

  test('a cache that cannot be read is a miss with a metric of its own', async () => {
    const broken = {
      ...memoryRecommendationCache(),
      get: () => Promise.reject(new Error('secret-id: connection lost')),
    };
    const { run, metricNames, lines } = start(0, broken);
    await expect(run()).rejects.toMatchObject(miss);
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

describe('the titles recommended most', () => {
  const top = (cachedAt: number) =>
    recommendationEntry(
      { readerId: TOP_RECOMMENDATIONS, titleIds: Array.from({ length: 100 }, (_, i) => i + 1), tier: 'top' },
      cachedAt,
    );
  const note = expect.stringContaining('titles that many readers like');

  test('serve a reader without an entry, and one whose entry is too old', async () => {
    for (const reader of ['somebody else', 'secret-id']) {
      const { run, metricNames } = start(5 * HOUR, memoryRecommendationCache([entry, top(CACHED_AT + 4 * HOUR)]));
      expect(await run(reader)).toEqual({
        titleIds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        cached_at_utc: '2026-01-01T04:00:00.000Z',
        note,
      });
      expect(metricNames()).toContain('CacheServedTop');
    }
  });

  test('age as entries do', async () => {
    const { run, metricNames } = start(4 * HOUR, memoryRecommendationCache([top(CACHED_AT)]));
    expect(await run()).toMatchObject({ note });
    expect(metricNames()).toContain('CacheServedStale');
    const later = start(4 * HOUR + 1, memoryRecommendationCache([top(CACHED_AT)]));
    await expect(later.run()).rejects.toMatchObject(miss);
    expect(later.metricNames()).toContain('CacheTooOld');
  });
});

describe('during planned maintenance', () => {
  const maintenance = (active: boolean) => ({
    configuration: {
      current: async () => ({
        cache: { softSeconds: 3_600, serveSeconds: 7_200, serveWithWarningSeconds: 14_400 },
        maintenance_mode_active: active,
      }),
    },
  });

  test.each([2 * HOUR + 1, 4 * HOUR])('%d ms old: the reader is told, nobody is warned', async (ageMs) => {
    const { run, metricNames, lines } = start(ageMs, memoryRecommendationCache([entry]), maintenance(true));
    expect(await run()).toMatchObject({ titleIds: [3, 1, 2], note: 'These recommendations are a few hours old.' });
    expect(metricNames()).toEqual(['RecommendationsServed', 'Latency', 'CacheServedInMaintenance']);
    expect(lines.join()).not.toContain('"level":"warn"');
  });

  test('more than four hours old: not served all the same', async () => {
    await expect(
      start(4 * HOUR + 1, memoryRecommendationCache([entry]), maintenance(true)).run(),
    ).rejects.toMatchObject(miss);
  });

  test('after it the metric is that of old entries again', async () => {
    const { run, metricNames } = start(3 * HOUR, memoryRecommendationCache([entry]), maintenance(false));
    await run();
    expect(metricNames()).toContain('CacheServedStale');
  });

  test('a configuration that cannot be read changes nothing', async () => {
    const configuration = { current: () => Promise.reject(new Error('AppConfig is away')) };
    const { run, metricNames } = start(3 * HOUR, memoryRecommendationCache([entry]), { configuration });
    expect(await run()).toMatchObject({ titleIds: [3, 1, 2] });
    expect(metricNames()).toContain('CacheServedStale');
  });
});

describe('stock is asked when a list is served', () => {
  const stock = (has: readonly number[], popular: readonly number[] = []) => ({
    stock: {
      available: async (titleIds: readonly number[]) => titleIds.filter((titleId) => has.includes(titleId)),
      popularInGenres: async () => popular,
    },
  });

  test('only what can be had is shown, in its order', async () => {
    expect(await start(0, memoryRecommendationCache([entry]), stock([2, 3])).run()).toMatchObject({ titleIds: [3, 2] });
  });

  test('nothing of the list can be had: what is popular in the genres of the reader, and he is told', async () => {
    const { run, metricNames } = start(0, memoryRecommendationCache([entry]), stock([8, 9], [7, 8, 9]));
    expect(await run()).toMatchObject({ titleIds: [8, 9], note: expect.stringContaining('out of stock') });
    expect(metricNames()).toContain('CacheOutOfStock');
  });

  test('nothing can be had at all: the next tier', async () => {
    await expect(start(0, memoryRecommendationCache([entry]), stock([], [7])).run()).rejects.toMatchObject(miss);
  });

  test('a stock that cannot be asked hides nothing', async () => {
    const broken = {
      stock: { available: () => Promise.reject(new Error('down')), popularInGenres: async () => [] },
    };
    expect(await start(0, memoryRecommendationCache([entry]), broken).run()).toMatchObject({ titleIds: [3, 1, 2] });
  });
});
