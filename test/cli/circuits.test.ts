import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startLocalDynamoDb, type LocalDynamoDb } from '../../src/local/dynamodb/local-dynamodb.js';
import { startRedisServer, type RedisServer } from '../../src/local/redis/index.js';
import {
  CircuitOpenError,
  createCircuitBreaker,
  dynamoDbCircuitStore,
  openCircuitStore,
  type OpenedCircuitStore,
} from '../../src/resilience/circuit/index.js';
import type { CircuitStore } from '../../src/circuit/index.js';
import { HOSTILE, jsonOf, run } from './built-command.fixture.js';

const SONNET = 'us-east-1/us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const HAIKU = 'us-east-1/us.anthropic.claude-haiku-4-5-20251001-v1:0';
const ODD = `us-east-1/${HOSTILE}`;

let redis: RedisServer;
let redisStore: OpenedCircuitStore;
let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  [redis, dynamoDb] = await Promise.all([startRedisServer(), startLocalDynamoDb()]);
  redisStore = await openCircuitStore(`${redis.url}?timeLimitMs=30000`);
  const client = dynamoDb.client;
  await dynamoDb.createCircuitTable();
  await Promise.all([tripTwo(redisStore), tripTwo(dynamoDbCircuitStore({ tableName: 'circuits', client }))]);
});
afterAll(async () => {
  await redisStore.close();
  await Promise.all([redis.stop(), dynamoDb.close()]);
});

/** Two models that throttle until their circuits open; window and timer outlast the test, however slow the machine is. */
async function tripTwo(store: CircuitStore): Promise<void> {
  const configuration = { failureThreshold: 3, windowSeconds: 3_600, resetTimerSeconds: 300 };
  const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  for (const circuit of [SONNET, HAIKU]) {
    const breaker = createCircuitBreaker({ store, circuit, configuration });
    const refusal = (): Promise<unknown> =>
      breaker.run(() => Promise.reject(throttled)).catch((error: unknown) => error);
    // A report that a busy machine brings too late does not count.
    while (!((await refusal()) instanceof CircuitOpenError));
  }
}

describe.each<[string, () => readonly string[]]>([
  ['Redis', () => ['--store', redis.url]],
  ['DynamoDB', () => ['--store', 'dynamodb://circuits', '--endpoint-url', dynamoDb.endpoint]],
])('circuits in %s', (_name, where) => {
  const circuits = (...words: readonly string[]) => run(['circuits', ...words, ...where()]);

  test('are listed and shown, as text and as JSON', async () => {
    const [list, json, show, shownJson, unknown] = await Promise.all([
      circuits('list'),
      circuits('list', '--json'),
      circuits('show', SONNET),
      circuits('show', HAIKU, '--json'),
      circuits('show', 'eu-west-1/other'),
    ]);
    expect(list).toMatchObject({ code: 0, stderr: '' });
    expect(list.stdout.trim().split('\n').sort()).toEqual([
      expect.stringContaining(`${HAIKU}: OPEN for `),
      expect.stringContaining(`${SONNET}: OPEN for `),
    ]);
    expect(json).toMatchObject({ code: 0, stderr: '' });
    expect(
      jsonOf(json)
        .flatMap(({ circuits: all }) => all as { circuit: string; state: string }[])
        .map(({ circuit, state }) => `${circuit} ${state}`)
        .sort(),
    ).toEqual([`${HAIKU} OPEN`, `${SONNET} OPEN`]);
    expect(show).toMatchObject({ code: 1, stdout: expect.stringContaining(`${SONNET}: OPEN for `), stderr: '' });
    expect(shownJson.code).toBe(1);
    expect(jsonOf(shownJson)).toMatchObject([{ circuit: HAIKU, state: 'OPEN' }]);
    expect(unknown).toEqual({
      code: 0,
      stdout: `eu-west-1/other: CLOSED, never written; the circuits that were: ${[HAIKU, SONNET].sort().join(', ')}\n`,
      stderr: '',
    });
  });

  test('are probed, forced and released', async () => {
    const [probed, forced] = await Promise.all([
      circuits('probe', SONNET),
      circuits('force', HAIKU, '--state', 'CLOSED', '--json'),
    ]);
    expect(probed).toMatchObject({ code: 0, stdout: expect.stringContaining('the next caller probes') });
    expect(forced.code).toBe(0);
    expect(jsonOf(forced)).toMatchObject([{ circuit: HAIKU, state: 'CLOSED', forced: 'CLOSED' }]);
    const [held, refused] = await Promise.all([circuits('show', HAIKU), circuits('probe', HAIKU, '--json')]);
    expect(held).toMatchObject({ code: 0, stdout: expect.stringContaining('by itself OPEN') });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(JSON.parse(refused.stderr)).toMatchObject({ error: 'CircuitOrder' });
    expect(await circuits('release', HAIKU)).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining('forced'),
    });
    expect(await circuits('show', HAIKU)).toMatchObject({ code: 1 });
  });

  test('with names that are orders to a terminal are printed as text', async () => {
    expect(await circuits('force', ODD, '--state', 'OPEN')).toMatchObject({ code: 0 });
    const [list, json] = await Promise.all([circuits('list'), circuits('list', '--json')]);
    expect(list.stdout).toContain('us-east-1/\\u001b]0;owned\\u0007\\u001b[31mred\\u009b2Jx');
    expect(jsonOf(json)[0]?.['circuits']).toContainEqual(expect.objectContaining({ circuit: ODD }));
    expect(await circuits('release', ODD, '--json')).toMatchObject({ code: 0 });
  });
});

test('a store that does not exist, or none that is named, is reported in a sentence', async () => {
  const [gone, goneJson, dynamo, none, wrong] = await Promise.all([
    run(['circuits', 'list', '--store', 'redis://127.0.0.1:1']),
    run(['circuits', 'list', '--store', 'redis://127.0.0.1:1', '--json']),
    run(['circuits', 'list', '--store', 'dynamodb://circuits', '--endpoint-url', 'http://127.0.0.1:1']),
    run(['circuits', 'list']),
    run(['circuits', 'list', '--store', `memory:${HOSTILE}`]),
  ]);
  for (const ran of [gone, goneJson, dynamo, none, wrong]) {
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  }
  expect(gone.stderr).toContain('127.0.0.1:1');
  expect(JSON.parse(goneJson.stderr)).toMatchObject({ error: 'CircuitStore' });
  expect(dynamo.stderr).toContain('Nobody answers at http://127.0.0.1:1');
  expect(none.stderr).toContain('Give --store');
});

test('the address may come from CIRCUIT_URL', async () => {
  const ran = await run(['circuits', 'show', SONNET], { environment: { CIRCUIT_URL: redis.url } });
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('OPEN') });
});
