import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type RedisServer, startRedisServer } from '../../local/redis/index.js';
import { eventually } from '../redis/eventually.fixture.js';
import { redisClient } from '../redis/redis-client.js';
import { CACHE_AGE } from './cache-age.js';
import { openDegradationCache, type OpenedDegradationCache } from './open-degradation-cache.js';
import { type Quote, quote, quotes } from './quote.fixture.js';

const entry = (currency: string, ...rates: number[]) => quote(currency, rates);

describe.each([
  ['a server of its own', false],
  ['a cluster', true],
])('the cache in Redis, %s', (_, cluster) => {
  let server: RedisServer;
  let cache: OpenedDegradationCache<Quote>;
  beforeAll(async () => void (server = await startRedisServer({ cluster })));
  beforeEach(
    async () =>
      void (cache = await openDegradationCache(
        `${server.url}?timeLimitMs=30000${cluster ? '&cluster=true' : ''}`,
        quotes,
      )),
  );
  afterAll(async () => {
    await cache.close();
    await server.stop();
  });

  test('keeps the last entry of each key', async () => {
    expect(await cache.get('EUR')).toBeUndefined();
    await cache.put(entry('EUR', 1));
    await cache.put(entry('EUR', 2, 3));
    expect(await cache.get('EUR')).toEqual(entry('EUR', 2, 3));
  });

  test('reads the entries of many keys at once; a key without one is missing', async () => {
    const keys = Array.from({ length: 1_200 }, (_each, index) => `many-${index}`);
    await Promise.all(keys.slice(0, 1_100).map((key, index) => cache.put(entry(key, index))));
    const found = await cache.getMany([...keys, 'many-0']);
    expect(found.size).toBe(1_100);
    expect(found.get('many-1099')).toEqual(entry('many-1099', 1_099));
    expect(await cache.getMany([])).toEqual(new Map());
  });

  test('the server drops an entry when it can be of no use any more; what is no entry counts as none', async () => {
    await cache.put(entry('EUR', 1));
    const client = await redisClient({ url: server.url, cluster });
    await client.connect();
    const left = await client.eval(`return redis.call('PTTL', KEYS[1])`, 1, 'stepbreaker:cache:EUR');
    await client.set('stepbreaker:cache:broken', '{"currency":', 'PX', 60_000);
    client.disconnect();
    expect(left).toBeGreaterThan(CACHE_AGE.serveWithWarning);
    expect(left).toBeLessThanOrEqual(CACHE_AGE.physical);
    expect(await cache.get('broken')).toBeUndefined();
    expect((await cache.getMany(['broken', 'EUR'])).size).toBe(1);
  });
});

test('formats with prefixes of their own keep their entries apart in one server', async () => {
  const server = await startRedisServer();
  const caches = await Promise.all([
    openDegradationCache(server.url, quotes),
    openDegradationCache(server.url, { ...quotes, redisPrefix: 'shop:closing:' }),
  ]);
  await caches[0].put(entry('EUR', 1));
  expect(await caches[1].get('EUR')).toBeUndefined();
  await caches[1].put(entry('EUR', 2));
  expect(await caches[0].get('EUR')).toEqual(entry('EUR', 1));
  await Promise.all(caches.map((cache) => cache.close()));
  await server.stop();
});

test('a server that is down is an error, and a server that is back is used', async () => {
  const server = await startRedisServer();
  const cache = await openDegradationCache(server.url, quotes);
  await eventually(() => cache.put(entry('EUR', 1)));
  await server.kill();
  await expect(cache.get('EUR')).rejects.toMatchObject({ name: 'RedisUnavailableError' });
  await expect(cache.getMany(['EUR', 'JPY'])).rejects.toMatchObject({ name: 'RedisUnavailableError' });
  await server.restart();
  // The way back is found in the background.
  await eventually(() => cache.put(entry('EUR', 2)));
  expect(await eventually(() => cache.get('EUR'))).toEqual(entry('EUR', 2));
  await cache.close();
  await server.stop();
});
