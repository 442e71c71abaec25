import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startRedisServer, type RedisServer } from '../../local/redis/index.js';
import { eventually } from './eventually.fixture.js';
import { openRedis } from './open-redis.js';

describe.each([
  ['a single server', false],
  ['a cluster', true],
])('%s', (_, cluster) => {
  let server: RedisServer;
  beforeAll(async () => void (server = await startRedisServer({ cluster })));
  afterAll(() => server.stop());

  const open = () => openRedis(`${server.url}?timeLimitMs=30000${cluster ? '&cluster=true' : ''}`);

  test('is connected to by the first command, and left when it is closed', async () => {
    const redis = await open();
    await eventually(() => redis.send((client) => client.set('key', 'value', 'PX', 60_000)));
    expect(await redis.send((client) => client.get('key'))).toBe('value');
    const client = await redis.send(async (each) => ({ status: () => each.status }));
    expect(client.status()).toBe('ready');
    await redis.close();
    await eventually(async () => expect(client.status()).toBe('end'));
  });
});

test('a server that is not there is an error, and the next command fails without asking', async () => {
  const redis = await openRedis('redis://127.0.0.1:1');
  let asked = 0;
  const ask = () =>
    redis.send((client) => {
      asked += 1;
      return client.get('key');
    });
  await expect(ask()).rejects.toMatchObject({ name: 'RedisUnavailableError' });
  const before = asked;
  await expect(ask()).rejects.toThrow('Redis is still unreachable');
  expect(asked).toBe(before);
  await redis.close();
});
