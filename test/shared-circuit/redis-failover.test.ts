import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Redis } from 'iovalkey';
import {
  admission,
  askStore,
  converse,
  report,
  type Admission,
  type CallOutcome,
  type CircuitRules,
  type StoreRequest,
  type TransitionName,
} from '../../src/circuit/index.js';
import { startRedisServer, type RedisServer } from '../../src/local/redis/index.js';
import { redisCircuitStore, type RedisCircuitStore } from '../../src/resilience/index.js';

/** Every probe is due at once, and every lease is over at once: nothing here waits. */
const rules: CircuitRules = { failureThreshold: 3, windowMs: 3_600_000, resetMs: 0, maxResetMs: 0, leaseMs: 0 };
const KEY = 'stepbreaker:{model}';

let server: RedisServer;
let raw: Redis;
let store: RedisCircuitStore;
beforeAll(async () => {
  server = await startRedisServer();
  raw = new Redis(server.url);
  store = await redisCircuitStore({ url: server.url, timeLimitMs: 10_000 });
});
afterAll(async () => {
  raw.disconnect();
  await store.close();
  await server.stop();
});
beforeEach(() => raw.flushall());

/** A replica takes over that has the circuit as it was. */
async function failOver(circuit: Readonly<Record<string, string>>): Promise<void> {
  await raw.del(KEY);
  if (Object.keys(circuit).length > 0) await raw.hset(KEY, circuit);
}

type Admitted = Extract<Admission, { admitted: true }>;
const ask = (request: StoreRequest) => askStore(store, 'model', request);
const record = async () => (await store.read('model')).record;
async function admitted(owner: string): Promise<Admitted> {
  const found = await converse(admission(rules, owner), ask);
  if (!found.admitted) throw new Error(`${owner} was kept out: ${found.state}`);
  return found;
}
const told = (call: Admitted, outcome: CallOutcome): Promise<TransitionName | undefined> =>
  converse(report(rules, call, outcome), ask);
async function failing(times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) await told(await admitted(`caller ${i}`), 'counted');
}

describe('a failover that loses', () => {
  test('failures: it opens that many later', async () => {
    await failing(1);
    const replica = await raw.hgetall(KEY);
    await failing(1);
    await failOver(replica);
    await failing(1);
    expect((await record()).st).toBe('CLOSED');
    await failing(1);
    expect((await record()).st).toBe('OPEN');
  });

  test('an opening: late results of the generation it began with count, and it opens again', async () => {
    await failing(2);
    const replica = await raw.hgetall(KEY);
    const late = await admitted('late');
    await failing(1);
    await failOver(replica);
    expect((await record()).st).toBe('CLOSED');
    expect(await told(late, 'counted')).toBe('trip');
  });

  test('a probe: who held it cannot close for the one who holds it after that', async () => {
    await failing(3);
    const replica = await raw.hgetall(KEY);
    const lost = await admitted('lost');
    await failOver(replica);
    const present = await admitted('present');
    expect(present.generation).toBe(lost.generation);
    expect(await told(lost, 'succeeded')).toBeUndefined();
    expect(await told(lost, 'counted')).toBeUndefined();
    expect(await record()).toMatchObject({ st: 'HALF_OPEN', probe_owner: 'present' });
    expect(await told(present, 'counted')).toBe('probeFailed');
  });

  test('a closing: the lease that is over is taken over, and that probe closes', async () => {
    await failing(3);
    const lost = await admitted('lost');
    const replica = await raw.hgetall(KEY);
    await told(lost, 'succeeded');
    await failOver(replica);
    expect((await record()).st).toBe('HALF_OPEN');
    expect(await told(await admitted('next'), 'succeeded')).toBe('probeSucceeded');
    expect((await record()).st).toBe('CLOSED');
  });

  test('everything: the circuit is CLOSED, and counts', async () => {
    await failing(3);
    await failOver({});
    expect(await record()).toEqual({ st: 'CLOSED', gen: 0 });
    await failing(3);
    expect((await record()).st).toBe('OPEN');
  });
});

test('in any order of calls, late reports and failovers: closed by the present owner’s success only, never stuck', async () => {
  const outcome = fc.constantFrom<CallOutcome>('succeeded', 'counted', 'counted', 'exhausted', 'uncounted');
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('call' as const), outcome }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('begin' as const) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('late' as const), which: fc.nat(9), outcome }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail over' as const), back: fc.nat(5) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      await raw.flushall();
      const past: Record<string, string>[] = [{}];
      const underWay: Admitted[] = [];
      let owners = 0;
      const begin = () => admitted(`caller ${(owners += 1)}`);
      const tell = async (call: Admitted, result: CallOutcome) => {
        const before = await record();
        const applied = await told(call, result);
        const after = await record();
        if (before.st === after.st || after.st !== 'CLOSED') return;
        expect([applied, result, call.owner]).toEqual(['probeSucceeded', 'succeeded', before.probe_owner]);
      };
      for (const one of steps) {
        if (one.kind === 'call') await tell(await begin(), one.outcome);
        if (one.kind === 'begin') underWay.push(await begin());
        if (one.kind === 'late') {
          const [call] = underWay.splice(one.which % (underWay.length || 1), 1);
          if (call) await tell(call, one.outcome);
        }
        if (one.kind === 'fail over') await failOver(past.at(-1 - one.back) ?? {});
        else past.push(await raw.hgetall(KEY));
      }
      await tell(await begin(), 'succeeded');
      expect((await record()).st).toBe('CLOSED');
    }),
    { seed: 20_261_122, numRuns: 40 },
  );
});
