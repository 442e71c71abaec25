import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'iovalkey';
import { circuitRules, parseCircuitConfiguration } from '../../src/circuit/index.js';
import { inlineCommand } from '../../src/local/redis/inline-command.js';
import { startRedisServer, type RedisServer } from '../../src/local/redis/index.js';
import {
  CircuitOpenError,
  createCircuitBreaker,
  createCircuitOperator,
  redisCircuitStore,
  type CircuitBreaker,
  type RedisCircuitStore,
} from '../../src/resilience/index.js';
import { recordedTelemetry, type RecordedTelemetry } from '../../src/resilience/telemetry.fixture.js';
import { eventually } from '../../src/resilience/redis/eventually.fixture.js';
import { faultyLink } from './faulty-link.fixture.js';

const MODEL = 'us-east-1/model';
const configuration = parseCircuitConfiguration();
const { resetMs } = circuitRules(configuration);
const opening = { failureThreshold: 5, resetMs };
const probe = { owner: 'me', leaseMs: 95_000, failureThreshold: 5 };
const throttled = () => Promise.reject(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));

let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.stop());

let store: RedisCircuitStore;
let telemetry: RecordedTelemetry;
let breaker: CircuitBreaker;

async function guard(url: string, timeLimitMs = 300): Promise<void> {
  await inlineCommand(server.port, 'FLUSHALL');
  store = await redisCircuitStore({ url, timeLimitMs });
  telemetry = recordedTelemetry();
  breaker = createCircuitBreaker({ store, circuit: MODEL, telemetry });
}

/** Answered before the event loop has turned once: nothing was waited for. */
const atOnce = (answer: Promise<unknown>): Promise<string> =>
  Promise.race([
    answer.then(
      () => 'answered',
      (error: Error) => error.name,
    ),
    new Promise<string>((resolve) => setImmediate(() => resolve('waited'))),
  ]);

/** The breaker asks its store again: it knows that the circuit is open. */
const keptOut = () =>
  eventually(() => expect(breaker.run(async () => 'let in')).rejects.toBeInstanceOf(CircuitOpenError));
const open = () => eventually(() => store.attempt(MODEL, ['tripAtOnce'], opening));

describe.each<{ outage: string; begin: () => unknown; end: () => unknown; loses: boolean }>([
  { outage: 'killed', begin: () => server.kill(), end: () => server.restart(), loses: true },
  { outage: 'frozen', begin: () => server.pause(), end: () => server.resume(), loses: false },
])('Redis is $outage', ({ begin, end, loses }) => {
  beforeEach(() => guard(server.url));
  afterEach(() => store.close());

  test('callers are let in, the next ones at once, nothing is written, and it recovers by itself', async () => {
    await open();
    await keptOut();
    await begin();
    await expect(store.check(MODEL, probe)).rejects.toThrow('Redis');
    expect(await atOnce(store.check(MODEL, probe))).toBe('RedisUnavailableError');
    expect(await breaker.run(async () => 'answer')).toBe('answer');
    await expect(breaker.run(throttled)).rejects.toThrow('slow down');
    expect(new Set(telemetry.names())).toEqual(new Set(['CircuitBreakerUnavailable']));
    await end();
    const { record } = await eventually(() => store.read(MODEL));
    expect(record).toMatchObject(loses ? { st: 'CLOSED', gen: 0 } : { st: 'OPEN', gen: 1 });
    await eventually(() => createCircuitOperator(store).force(MODEL, 'OPEN'));
    await keptOut();
  });
});

describe('the network to Redis', () => {
  let link: Awaited<ReturnType<typeof faultyLink>>;
  beforeEach(async () => {
    link = await faultyLink(server.port);
    await guard(link.url);
    await open();
  });
  afterEach(async () => {
    await store.close();
    link.close();
  });

  test.each(['silent', 'slow'] as const)('%s: callers wait once, and it recovers by itself', async (state) => {
    await keptOut();
    link.become(state);
    await expect(store.check(MODEL, probe)).rejects.toThrow('Redis did not answer within 300 ms');
    expect(await atOnce(store.check(MODEL, probe))).toBe('RedisUnavailableError');
    expect(await breaker.run(async () => 'answer')).toBe('answer');
    link.become('up');
    await keptOut();
  });

  test('a probe whose grant is lost on the way back is granted again when its lease ends', async () => {
    const circuit = 'lost grant';
    await eventually(() => store.attempt(circuit, ['tripAtOnce'], { ...opening, resetMs: 0 }));
    link.become('slow');
    await expect(store.check(circuit, { ...probe, leaseMs: 1 })).rejects.toThrow('did not answer');
    link.become('up');
    const { record, applied } = await eventually(() =>
      store.check(circuit, { ...probe, owner: 'another', leaseMs: 1 }),
    );
    expect(applied).toBe('acquireProbe');
    expect(record).toMatchObject({ st: 'HALF_OPEN', probe_owner: 'another' });
    expect(record.gen).toBeGreaterThanOrEqual(3);
  });
});

describe('a full Redis (maxmemory, noeviction)', () => {
  let raw: Redis;
  beforeEach(async () => {
    raw = new Redis(server.url);
    // Nothing is to be late here, however busy the machine.
    await guard(server.url, 30_000);
  });
  afterEach(async () => {
    await raw.config('SET', 'maxmemory', '0');
    raw.disconnect();
    await store.close();
  });

  test('cannot count failures: callers are let in, and the loss is reported', async () => {
    await raw.config('SET', 'maxmemory', '1');
    for (let i = 0; i < 6; i += 1) await expect(breaker.run(throttled)).rejects.toThrow('slow down');
    expect(new Set(telemetry.names())).toEqual(new Set(['CircuitBreakerUnavailable']));
    await raw.config('SET', 'maxmemory', '0');
    expect((await store.read(MODEL)).record).toEqual({ st: 'CLOSED', gen: 0 });
  });

  test('still opens, grants probes and closes: nothing is stuck in HALF_OPEN', async () => {
    for (let i = 0; i < 4; i += 1)
      await eventually(() =>
        store.attempt(MODEL, ['recordFailure'], { failureThreshold: 5, gen: 0, windowMs: 3_600_000 }),
      );
    await raw.config('SET', 'maxmemory', '1');
    const opened = await store.attempt(MODEL, ['trip'], { ...opening, gen: 0, windowMs: 3_600_000, resetMs: 0 });
    expect(opened.record).toMatchObject({ st: 'OPEN', gen: 1 });
    expect(await breaker.run(async (call) => call.probe)).toBe(true);
    expect((await store.read(MODEL)).record).toMatchObject({ st: 'CLOSED', gen: 3 });
  });
});
