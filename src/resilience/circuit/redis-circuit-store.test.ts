import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Redis } from 'iovalkey';
import {
  applyTransition,
  circuitTransitions,
  UNTOUCHED,
  type SharedCircuit,
  type TransitionName,
  type TransitionParameters,
} from '../../circuit/index.js';
import { startRedisServer, type RedisServer } from '../../local/redis/index.js';
import { redisCircuitStore, type RedisCircuitStore } from './redis-circuit-store.js';

const probe = { owner: 'me', leaseMs: 95_000, failureThreshold: 5 };
const parameters = { failureThreshold: 5, gen: 0, windowMs: 30_000, resetMs: 30_000 };
const FAILURE: readonly TransitionName[] = ['recordFailure', 'trip'];

describe.each([{ cluster: false }, { cluster: true }])('circuits in Redis, cluster mode $cluster', ({ cluster }) => {
  let server: RedisServer;
  let store: RedisCircuitStore;
  /** Sees what the store wrote, and writes what it would not. */
  let raw: Redis;
  beforeAll(async () => {
    server = await startRedisServer({ cluster });
    raw = new Redis(server.url);
  });
  afterAll(async () => {
    raw.disconnect();
    await server.stop();
  });
  beforeEach(async () => {
    await raw.flushall();
    store = await redisCircuitStore({ url: server.url, cluster, timeLimitMs: 5_000 });
  });
  afterEach(() => store.close());

  test('a circuit that nothing was written for is CLOSED, and a check writes nothing', async () => {
    const answer = await store.check('eu-west-1/model', probe);
    expect(answer).toEqual({ record: UNTOUCHED, now: expect.any(Number) });
    expect(await raw.dbsize()).toBe(0);
  });

  test('five failures open it, in a hash of its own; the probe is given to one', async () => {
    const applied = [];
    for (let i = 0; i < 5; i += 1)
      applied.push((await store.attempt('a/b', FAILURE, { ...parameters, resetMs: 0 })).applied);
    expect(applied).toEqual([...Array(4).fill('recordFailure'), 'trip']);
    expect(await raw.hgetall('stepbreaker:{a/b}')).toMatchObject({ st: 'OPEN', gen: '1', opens: '1' });
    const checks = await Promise.all(Array.from({ length: 20 }, () => store.check('a/b', probe)));
    expect(checks.filter((check) => check.applied === 'acquireProbe')).toHaveLength(1);
    expect(checks.at(-1)?.record).toMatchObject({ st: 'HALF_OPEN', gen: 2, probe_owner: 'me' });
  });

  test('the same records as in memory, field by field, in random sequences with older records restored', async () => {
    const all = Object.keys(circuitTransitions(5)) as TransitionName[];
    const step = fc.record({
      names: fc.oneof(
        { weight: 4, arbitrary: fc.constant<TransitionName[]>([...FAILURE]) },
        { weight: 6, arbitrary: fc.subarray(all, { minLength: 1, maxLength: 3 }) },
      ),
      late: fc.constantFrom(undefined, 0, 0, 0, 1),
      owner: fc.constantFrom('me', 'me', 'another'),
      windowMs: fc.constantFrom(0, 3_600_000),
      // What is due at once, and what never is in the time of a test.
      resetMs: fc.constantFrom(0, 300_000),
      leaseMs: fc.constantFrom(0, 900_000),
      forced: fc.constantFrom('OPEN' as const, 'CLOSED' as const),
      failureThreshold: fc.constantFrom(3, 3, 3, 1, 5),
      restore: fc.nat(9),
    });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const circuit = `run ${(runs += 1)} } {*`;
        const history: (SharedCircuit | undefined)[] = [undefined];
        let record: SharedCircuit | undefined;
        for (const { names: wanted, late, restore, ...given } of steps) {
          if (restore === 0) {
            record = history[Math.floor(history.length / 2)];
            await raw.del(`stepbreaker:{${circuit}}`);
            if (record) await raw.hset(`stepbreaker:{${circuit}}`, { ...record });
          }
          const shown: TransitionParameters = {
            ...given,
            ...(late !== undefined && { gen: (record?.gen ?? 0) - late }),
          };
          const answer = await store.attempt(circuit, wanted, shown);
          const transitions = circuitTransitions(given.failureThreshold);
          const expected = wanted
            .map((name) => ({ name, after: applyTransition(transitions[name], record, shown, answer.now) }))
            .find(({ after }) => after !== undefined);
          expect(answer).toEqual({
            record: expected?.after ?? record ?? UNTOUCHED,
            now: answer.now,
            ...(expected && { applied: expected.name }),
          });
          record = expected?.after ?? record;
          history.push(record);
          expect((await store.read(circuit)).record).toEqual(record ?? UNTOUCHED);
        }
      }),
      { seed: 20_261_122, numRuns: 40 },
    );
  });

  test('a server that was restarted is told the scripts again', async () => {
    await store.attempt('a/b', FAILURE, parameters);
    await raw.script('FLUSH');
    const answers = await Promise.all([1, 2].map(() => store.attempt('a/b', FAILURE, parameters)));
    expect(answers.map(({ applied }) => applied)).toEqual(['recordFailure', 'recordFailure']);
    expect((await store.read('a/b')).record.r3).toBeGreaterThan(0);
  });

  test('lists every circuit once, whatever its name, and nothing else', async () => {
    const circuits = ['us-east-1/us.anthropic.claude:0', 'odd } {*[a]', 'c'];
    for (const circuit of circuits) await store.attempt(circuit, FAILURE, parameters);
    await raw.set('stepbreaker:cache:EUR', 'x');
    await raw.set('other', 'x');
    const listed = [];
    for await (const { circuit, record } of store.list()) listed.push([circuit, record.st]);
    expect(listed.sort()).toEqual(circuits.sort().map((circuit) => [circuit, 'CLOSED']));
  });

  test('a prefix of one’s own keeps circuits apart, with a client of one’s own', async () => {
    const own = await redisCircuitStore({ client: raw, keyPrefix: 'test*' });
    await own.attempt('a/b', ['tripAtOnce'], parameters);
    expect((await store.read('a/b')).record).toEqual(UNTOUCHED);
    const listed = [];
    for await (const { circuit } of own.list()) listed.push(circuit);
    expect(listed).toEqual(['a/b']);
    await own.close();
    expect(await raw.ping()).toBe('PONG');
  });
});
