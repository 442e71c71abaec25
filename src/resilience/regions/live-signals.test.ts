import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'iovalkey';
import { type LocalDynamoDb, startLocalDynamoDb } from '../../local/dynamodb/local-dynamodb.js';
import { type RedisServer, startRedisServer } from '../../local/redis/index.js';
import { dynamoDbLiveSignals } from './dynamodb-live-signals.js';
import type { LiveSignals } from './live-signals.js';
import { memoryLiveSignals } from './memory-live-signals.js';
import { openLiveSignals } from './open-live-signals.js';
import { redisLiveSignals } from './redis-live-signals.js';

const clock = { at: 1_790_000_000_000, now: () => clock.at };

let dynamoDb: LocalDynamoDb;
let server: RedisServer;
let redis: Redis;
beforeAll(async () => {
  [dynamoDb, server] = await Promise.all([startLocalDynamoDb(), startRedisServer({ cluster: true })]);
  redis = new Redis(server.url);
  await dynamoDb.createCircuitTable();
});
afterAll(async () => {
  redis.disconnect();
  await Promise.all([dynamoDb.close(), server.stop()]);
});

const stores: Readonly<Record<string, () => LiveSignals>> = {
  memory: () => memoryLiveSignals(clock),
  DynamoDB: () => dynamoDbLiveSignals({ tableName: 'circuits', client: dynamoDb.client, clock }),
  'Redis, as a cluster': () => redisLiveSignals({ send: (command) => command(redis) }),
};

describe.each(Object.entries(stores))('%s', (_, open) => {
  test('facts are read in the order asked for, with gaps where nothing is said', async () => {
    const signals = open();
    await signals.put('a', '1', 30_000);
    await signals.put('b', '{"ms": 2}', 30_000);
    await signals.put('a', '3', 30_000);
    expect(await signals.get(['b', 'never said', 'a', 'b'])).toEqual(['{"ms": 2}', undefined, '3', '{"ms": 2}']);
    expect(await signals.get([])).toEqual([]);
  });
});

test.each(['memory', 'DynamoDB'])('%s: a fact ends by the clock', async (name) => {
  const signals = stores[name]?.();
  await signals?.put('ending', '1', 30_000);
  clock.at += 29_999;
  expect(await signals?.get(['ending'])).toEqual(['1']);
  clock.at += 1;
  expect(await signals?.get(['ending'])).toEqual([undefined]);
});

test("Redis: a fact ends by the server's clock", async () => {
  await redisLiveSignals({ send: (command) => command(redis) }).put('ending', '1', 30_000);
  const left = await redis.pttl('{stepbreaker:live}:ending');
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(30_000);
});

test('DynamoDB: the table may delete what has ended', async () => {
  await dynamoDbLiveSignals({ tableName: 'circuits', client: dynamoDb.client, clock }).put('kept', '1', 1_500);
  const { GetItemCommand } = await import('@aws-sdk/client-dynamodb');
  const { Item } = await dynamoDb.client.send(
    new GetItemCommand({ TableName: 'circuits', Key: { circuit: { S: 'live#kept' } } }),
  );
  expect(Number(Item?.['expires_at']?.N)).toBe(Math.ceil((clock.at + 1_500) / 1_000));
});

describe('openLiveSignals', () => {
  test('opens the signals of an address, and the same facts are read through it', async () => {
    const opened = await openLiveSignals(`${server.url}?cluster=true&timeLimitMs=30000`);
    await opened.put('opened', '1', 30_000);
    expect(await redis.get('{stepbreaker:live}:opened')).toBe('1');
    await opened.close();
    expect(await (await openLiveSignals('memory:')).get(['opened'])).toEqual([undefined]);
  });

  test('refuses other addresses', async () => {
    await expect(openLiveSignals('s3://bucket/key')).rejects.toThrow('expected one of: redis://host:port');
  });
});
