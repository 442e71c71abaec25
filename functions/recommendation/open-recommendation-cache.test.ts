import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { cacheEntry } from './cache-entry.js';
import { openRecommendationCache } from './open-recommendation-cache.js';

const entry = cacheEntry({ readerId: 'r1', titleIds: [1], tier: 'primary' }, 0);

test('who opens the same address shares one cache, until it is closed', async () => {
  const [first, second] = await Promise.all([openRecommendationCache('memory:'), openRecommendationCache('memory:')]);
  await first.put(entry);
  expect(await second.get('r1')).toEqual(entry);
  expect(await (await openRecommendationCache('memory:other')).get('r1')).toBeUndefined();
  await first.close();
  expect(await (await openRecommendationCache('memory:')).get('r1')).toBeUndefined();
});

test('a file is opened by path, and again after a failure', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stepbreaker-'));
  const cache = await openRecommendationCache(join(folder, 'cache.ndjson'));
  await cache.put(entry);
  await cache.close();
  expect(await (await openRecommendationCache(`file:${folder}/cache.ndjson`)).get('r1')).toEqual(entry);
  await expect(openRecommendationCache(folder)).rejects.toThrow('EISDIR');
  await rm(folder, { recursive: true });
  expect(await (await openRecommendationCache(folder)).get('r1')).toBeUndefined();
});

test('an address that no cache can have is refused', async () => {
  await expect(openRecommendationCache('s3://bucket/cache')).rejects.toThrow(
    'The address is "s3://bucket/cache", expected one of: a path, file:///path, memory:, redis://host:port, rediss://host:port, dynamodb://table.',
  );
});
