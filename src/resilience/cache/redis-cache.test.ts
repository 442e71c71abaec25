import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type RedisServer, startRedisServer } from '../../local/redis/index.js';
import { redisClient } from '../redis/redis-client.js';
import { CACHE_AGE } from './cache-age.js';
import { cacheEntry } from '../../../functions/recommendation/cache-entry.js';
import {
  type OpenedCache,
  openRecommendationCache,
} from '../../../functions/recommendation/open-recommendation-cache.js';

const entry = (readerId: string, ...titleIds: number[]) => cacheEntry({ readerId, titleIds, tier: 'region' }, 0);

describe.each([
  ['a server of its own', false],
  ['a cluster', true],
])('the cache in Redis, %s', (_, cluster) => {
  let server: RedisServer;
  let cache: OpenedCache;
  beforeAll(async () => void (server = await startRedisServer({ cluster })));
  beforeEach(
    async () => void (cache = await openRecommendationCache(`${server.url}${cluster ? '?cluster=true' : ''}`)),
  );
  afterAll(async () => {
    await cache.close();
    await server.stop();
  });

  test('keeps the last entry of each reader', async () => {
    expect(await cache.get('r1')).toBeUndefined();
    await cache.put(entry('r1', 1));
    await cache.put(entry('r1', 2, 3));
    expect(await cache.get('r1')).toEqual(entry('r1', 2, 3));
  });

  test('reads the entries of many readers at once; who has none is missing', async () => {
    const readerIds = Array.from({ length: 1_200 }, (_each, index) => `many-${index}`);
    await Promise.all(readerIds.slice(0, 1_100).map((readerId, index) => cache.put(entry(readerId, index))));
    const found = await cache.getMany([...readerIds, 'many-0']);
    expect(found.size).toBe(1_100);
    expect(found.get('many-1099')).toEqual(entry('many-1099', 1_099));
    expect(await cache.getMany([])).toEqual(new Map());
  });

  test('the server drops an entry when it can be of no use any more; what is no entry counts as none', async () => {
    await cache.put(entry('r1', 1));
    const client = await redisClient({ url: server.url, cluster });
    await client.connect();
    const left = await client.eval(`return redis.call('PTTL', KEYS[1])`, 1, 'stepbreaker:cache:r1');
    await client.set('stepbreaker:cache:broken', '{"readerId":', 'PX', 60_000);
    client.disconnect();
    expect(left).toBeGreaterThan(CACHE_AGE.serveWithWarning);
    expect(left).toBeLessThanOrEqual(CACHE_AGE.physical);
    expect(await cache.get('broken')).toBeUndefined();
    expect((await cache.getMany(['broken', 'r1'])).size).toBe(1);
  });
});

test('a server that is down is an error, and a server that is back is used', async () => {
  const server = await startRedisServer();
  const cache = await openRecommendationCache(server.url);
  await cache.put(entry('r1', 1));
  await server.kill();
  await expect(cache.get('r1')).rejects.toMatchObject({ name: 'RedisUnavailableError' });
  await expect(cache.getMany(['r1', 'r2'])).rejects.toMatchObject({ name: 'RedisUnavailableError' });
  await server.restart();
  const written = async (): Promise<void> => {
    // The way back is found in the background: a second at most passes between two attempts.
    for (let attempt = 0; attempt < 600; attempt++) {
      if (
        await cache.put(entry('r1', 2)).then(
          () => true,
          () => false,
        )
      )
        return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await written();
  expect(await cache.get('r1')).toEqual(entry('r1', 2));
  await cache.close();
  await server.stop();
});
