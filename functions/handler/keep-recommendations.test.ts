import { expect, test } from '@jest/globals';
import { skipClock } from '../../src/engine/clock/skip-clock.js';
import { memoryRecommendationCache } from '../recommendation/recommendation-cache.js';
import { recording } from '../recording.fixture.js';
import { keepRecommendations, type KeepRecommendationsOptions } from './keep-recommendations.js';
import type { Metric } from './observability.js';

const GENERATED = { readerId: 'secret-id', titleIds: [3, 1, 2], tier: 'primary' } as const;

const start = (options: Partial<KeepRecommendationsOptions> = {}) => {
  const clock = skipClock();
  const cache = memoryRecommendationCache();
  const { logger, lines } = recording();
  const measured: Metric[] = [];
  const keep = keepRecommendations({ cache, logger, clock, ...options });
  return { clock, cache, lines, measured, keep: () => keep(GENERATED, (metric) => measured.push(metric)) };
};

test('what was generated is in the cache, with the time', async () => {
  const { clock, cache, keep, measured } = start();
  const kept = await keep();
  expect(kept).toMatchObject({ ...GENERATED, cached_at_utc: new Date(clock.now()).toISOString() });
  expect(await cache.get('secret-id')).toEqual(kept);
  expect(measured).toEqual([]);
});

test.each([
  ['fails', () => Promise.reject(new Error('disk full: secret-id'))],
  ['takes longer than it may', () => new Promise<void>(() => {})],
])('a cache that %s does not take the answer with it', async (_, put) => {
  const { clock, lines, measured, keep } = start({ cache: { ...memoryRecommendationCache(), put }, timeLimitMs: 300 });
  const startedAt = clock.now();
  expect(await keep()).toMatchObject(GENERATED);
  expect(clock.now() - startedAt).toBeLessThanOrEqual(300);
  expect(measured).toEqual([{ name: 'CacheWriteFailed', value: 1 }]);
  expect(lines.join()).toContain('not cached');
  expect(lines.join()).not.toContain('secret-id');
});
