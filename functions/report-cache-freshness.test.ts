import { describe, expect, test } from '@jest/globals';
import { recommendationEntry } from './recommendation/recommendation-entry.js';
import { memoryRecommendationCache } from './recommendation/recommendation-cache.js';
import { TOP_RECOMMENDATIONS } from './recommendation/top-recommendations.js';
import { realTime } from '../src/resilience/clock.js';
import { recording } from './recording.fixture.js';
import { createHandler } from './report-cache-freshness.js';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 1, 12);

const start = (ages: readonly number[], maintenance = false, put?: () => Promise<void>) => {
  const report = recording();
  const memory = memoryRecommendationCache(
    ages.map((minutes, index) =>
      recommendationEntry(
        { readerId: `r${index}`, titleIds: [7, index + 10], tier: 'primary' },
        NOW - minutes * MINUTE,
      ),
    ),
  );
  const cache = put ? { ...memory, put } : memory;
  const handler = createHandler({
    readers: async () => Array.from({ length: 20 }, (_, index) => ({ userId: `r${index}`, activity: 20 - index })),
    cache,
    clock: { ...realTime, now: () => NOW },
    configuration: {
      current: async () => ({
        cache: { softSeconds: 3_600, serveSeconds: 7_200, serveWithWarningSeconds: 14_400 },
        maintenance_mode_active: maintenance,
      }),
    },
    ...report,
  });
  const values = () =>
    Object.fromEntries(report.published.flatMap((each) => each.metrics).map((m) => [m.name, m.value]));
  return { ...report, cache, handler, values };
};
const all = (minutes: number) => Array.from({ length: 20 }, () => minutes);

describe('report-cache-freshness', () => {
  test('publishes age, entries, active readers and success, under the service alone', async () => {
    const { handler, values, published } = start(all(10));
    expect(await handler({})).toEqual({ activeReaders: 20, entries: 20, ageP95Seconds: 600, succeeded: true });
    expect(values()).toEqual({ ActiveReaders: 20, CacheEntries: 20, WarmUpSucceeded: 1, CacheAgeP95Seconds: 600 });
    expect(published.map(({ dimensions }) => dimensions)).toEqual([{}]);
  });

  test.each([
    ['old entries', all(60)],
    ['missing entries', all(1).slice(0, 18)],
    ['no entries', []],
  ])('%s: no success', async (_, ages) => {
    const { handler, values } = start(ages);
    expect(await handler({})).toMatchObject({ entries: ages.length, succeeded: false });
    expect(values()).toMatchObject({ WarmUpSucceeded: 0, CacheEntries: ages.length });
  });

  test('measures as many as the warm-up was for', async () => {
    expect(await start(all(1).slice(0, 5)).handler({ limit: 5 })).toMatchObject({ activeReaders: 5, succeeded: true });
  });

  test('keeps the titles recommended most', async () => {
    const { handler, cache } = start(all(1));
    await handler({});
    const top = await cache.get(TOP_RECOMMENDATIONS);
    expect(top).toMatchObject({ tier: 'top', cached_at_utc: new Date(NOW).toISOString() });
    expect(top?.titleIds.slice(0, 3)).toEqual([7, 10, 11]);
  });

  test('a list that cannot be kept has a metric, and the freshness is reported all the same', async () => {
    const { handler, values } = start(all(1), false, () => Promise.reject(new Error('full')));
    await handler({});
    expect(values()).toMatchObject({ CacheWriteFailed: 1, WarmUpSucceeded: 1 });
  });

  test('in maintenance mode nobody is paged for entries that get old as planned', async () => {
    const { handler, values, cache } = start(all(170), true);
    expect(await handler({})).toEqual({ activeReaders: 20, entries: 20, ageP95Seconds: 10_200, succeeded: true });
    expect(values()).toEqual({ ActiveReaders: 20, CacheEntries: 20, WarmUpSucceeded: 1 });
    expect(await cache.get(TOP_RECOMMENDATIONS)).toBeUndefined();
  });
});
