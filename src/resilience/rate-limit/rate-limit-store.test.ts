import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Redis } from 'iovalkey';
import { type LocalDynamoDb, startLocalDynamoDb } from '../../local/dynamodb/local-dynamodb.js';
import { type RedisServer, startRedisServer } from '../../local/redis/index.js';
import { dynamoDbRateLimitStore } from './dynamodb-rate-limit-store.js';
import { memoryRateLimitStore } from './memory-rate-limit-store.js';
import { openRateLimitStore } from './open-rate-limit-store.js';
import { nextTurn, type RateLimitStore, type Turn } from './rate-limit-store.js';

const RULE = { requestsPerSecond: 10, burst: 3, maxWaitMs: 400 };
const clock = { at: 1_790_000_000_000, now: () => clock.at };

let dynamoDb: LocalDynamoDb;
let server: RedisServer;
beforeAll(async () => {
  [dynamoDb, server] = await Promise.all([startLocalDynamoDb(), startRedisServer({ cluster: true })]);
  await dynamoDb.createCircuitTable();
});
afterAll(() => Promise.all([dynamoDb.close(), server.stop()]));

const waits = (turns: readonly Turn[]) =>
  turns.map((turn) => (turn.granted ? turn.waitMs : Infinity)).toSorted((a, b) => a - b);

describe('nextTurn', () => {
  test('in any row of calls no second has more turns than the rate and the burst allow', () => {
    fc.assert(
      fc.property(
        fc.record({
          requestsPerSecond: fc.integer({ min: 1, max: 200 }),
          burst: fc.integer({ min: 1, max: 20 }),
          maxWaitMs: fc.constantFrom(0, 300, 10_000),
        }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }),
        (rule, pauses) => {
          let now = 0;
          let fullAt: number | undefined;
          const begins: number[] = [];
          for (const pause of pauses) {
            now += pause;
            const turn = nextTurn(fullAt, now, rule);
            fullAt = turn.fullAt;
            if (turn.granted) begins.push(now + turn.waitMs);
            if (turn.granted) expect(turn.waitMs).toBeLessThanOrEqual(rule.maxWaitMs);
          }
          for (const [index, begin] of begins.entries()) {
            const withinASecond = begins.slice(index).filter((other) => other < begin + 1_000).length;
            expect(withinASecond).toBeLessThanOrEqual(rule.requestsPerSecond + rule.burst);
          }
        },
      ),
      { seed: 20_261_122, numRuns: 200 },
    );
  });
});

describe.each<[string, () => RateLimitStore]>([
  ['memory', () => memoryRateLimitStore(clock)],
  ['DynamoDB', () => dynamoDbRateLimitStore({ tableName: 'circuits', client: dynamoDb.client, clock })],
])('%s', (name, open) => {
  test('twenty callers at once, each with a store of its own: three go, four wait one after the other, the rest are refused', async () => {
    const shared = open();
    const storeOf = () => (name === 'memory' ? shared : open());
    const turns = await Promise.all(Array.from({ length: 20 }, () => storeOf().reserve('at once', RULE)));
    expect(waits(turns).slice(0, 8)).toEqual([0, 0, 0, 100, 200, 300, 400, Infinity]);
    clock.at += 250;
    expect(waits([await shared.reserve('at once', RULE), await shared.reserve('at once', RULE)])).toEqual([250, 350]);
  });

  test('a pause fills the bucket, and no further than it goes', async () => {
    const store = open();
    await store.reserve('paused', RULE);
    clock.at += 60_000;
    const turns = [];
    for (let call = 0; call < 4; call += 1) turns.push(await store.reserve('paused', RULE));
    expect(waits(turns)).toEqual([0, 0, 0, 100]);
  });

  test('each key has a limit of its own', async () => {
    const store = open();
    for (let call = 0; call < 3; call += 1) await store.reserve('one', { ...RULE, maxWaitMs: 0 });
    expect(await store.reserve('one', { ...RULE, maxWaitMs: 0 })).toEqual({ granted: false });
    expect(await store.reserve('other', RULE)).toEqual({ granted: true, waitMs: 0 });
  });
});

describe('Redis, as a cluster', () => {
  test('four processes’ worth of callers at once get one queue, by the time of the server', async () => {
    // A hundred requests at once may take a busy machine longer than production waits.
    const url = `${server.url}?cluster=true&timeLimitMs=30000`;
    const rule = { requestsPerSecond: 2, burst: 10, maxWaitMs: 20_000 };
    const stores = await Promise.all(Array.from({ length: 4 }, () => openRateLimitStore(url)));
    const redis = new Redis(server.url);
    const time = async () => {
      const [seconds, microseconds] = await redis.time();
      return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
    };
    try {
      const before = await time();
      const turns = await Promise.all(
        Array.from({ length: 100 }, (_, call) => stores[call % stores.length]!.reserve('batch', rule)),
      );
      const tookMs = (await time()) - before;
      const granted = waits(turns).filter((wait) => wait < Infinity);
      // Ten at once and 40 in the queue of 20 s; while they asked, half a second let one more in.
      expect(granted.length).toBeGreaterThanOrEqual(50);
      expect(granted.length).toBeLessThanOrEqual(51 + Math.ceil(tookMs / 500));
      // The bucket will be full when every turn has been paid for.
      const fullAt = Number(await redis.get('{stepbreaker:rate:batch}'));
      expect(fullAt).toBeGreaterThanOrEqual(before + granted.length * 500 - 1);
      expect(fullAt).toBeLessThanOrEqual(before + tookMs + granted.length * 500 + 1);
      expect(await redis.pttl('{stepbreaker:rate:batch}')).toBeGreaterThan(0);
    } finally {
      redis.disconnect();
      await Promise.all(stores.map((store) => store.close()));
    }
  });

  test('an unreachable server costs a caller an error', async () => {
    const store = await openRateLimitStore('redis://127.0.0.1:1');
    await expect(store.reserve('batch', RULE)).rejects.toMatchObject({ name: 'RedisUnavailableError' });
    await store.close();
  });
});
