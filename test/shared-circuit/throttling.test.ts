import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { inlineCommand } from '../../src/local/redis/inline-command.js';
import { startRedisServer, type RedisServer } from '../../src/local/redis/index.js';
import {
  createCircuitBreaker,
  executeWithFallback,
  QUOTA_TROUBLE,
  redisCircuitStore,
  seededRandom,
  type CircuitBreaker,
  type RedisCircuitStore,
} from '../../src/resilience/index.js';
import { recordedTelemetry } from '../../src/resilience/telemetry.fixture.js';

const CIRCUIT = 'us-east-1/model';
/** Window and timer outlast the test, however slow the machine is. */
const configuration = { failureThreshold: 5, windowSeconds: 3_600, resetTimerSeconds: 300 };

let server: RedisServer;
const stores: RedisCircuitStore[] = [];
beforeAll(async () => {
  server = await startRedisServer();
});
beforeEach(() => inlineCommand(server.port, 'FLUSHALL'));
afterAll(async () => {
  for (const store of stores) await store.close();
  await server.stop();
});

/** A task: a breaker with a connection of its own. */
async function task(circuit = CIRCUIT): Promise<CircuitBreaker> {
  const store = await redisCircuitStore({ url: server.url, timeLimitMs: 30_000 });
  stores.push(store);
  return createCircuitBreaker({ store, circuit, configuration });
}

/** A model that throttles a share of its calls, at random from a seed. */
function throttlingModel(share: number, seed: number) {
  const random = seededRandom(seed);
  const calls: ('answered' | 'throttled')[] = [];
  return {
    calls,
    throttled: () => calls.filter((call) => call === 'throttled').length,
    async call(): Promise<string> {
      const throttled = random(`call ${calls.length}`) < share;
      calls.push(throttled ? 'throttled' : 'answered');
      if (throttled) throw Object.assign(new Error('Too many requests'), { name: 'ThrottlingException' });
      return 'answer';
    },
  };
}

test.each([1, 2, 3])(
  '10 %% throttling, schedule %i: two tasks open at the fifth failure, then nothing gets through',
  async (seed) => {
    const model = throttlingModel(0.1, seed);
    const tasks = [await task(), await task()] as const;
    const outcomes: string[] = [];
    for (let i = 0; i < 300; i += 1) {
      const reached = model.calls.length;
      const outcome = await tasks[i % 2 === 0 ? 0 : 1].run(model.call).catch((error: Error) => error.name);
      outcomes.push(model.calls.length > reached ? outcome : `not called, ${outcome}`);
    }
    const afterTrip = outcomes.slice(model.calls.length);
    expect(model.throttled()).toBe(5);
    expect(model.calls.at(-1)).toBe('throttled');
    expect(afterTrip).toEqual(Array(300 - model.calls.length).fill('not called, CircuitOpenError'));
    expect(afterTrip.length).toBeGreaterThan(0);
  },
);

test('the cheaper model takes over, then the cache: everybody is answered', async () => {
  const telemetry = recordedTelemetry();
  const dearer = throttlingModel(1, 1);
  const cheaper = throttlingModel(0.5, 2);
  const [first, second] = [await task(), await task('us-east-1/cheaper')];
  const served: string[] = [];
  for (let i = 0; i < 40; i += 1) {
    const { tier } = await executeWithFallback(
      { name: 'dearer', breaker: first, call: dearer.call, telemetry },
      { name: 'cheaper', breaker: second, call: cheaper.call, takes: QUOTA_TROUBLE },
      { name: 'cache', call: () => 'what was good an hour ago' },
    );
    served.push(tier);
  }
  expect([dearer.calls.length, cheaper.throttled()]).toEqual([5, 5]);
  expect(new Set(served)).toEqual(new Set(['cheaper', 'cache']));
  // The cheaper model's circuit is open as well by then.
  expect(served.slice(-10)).toEqual(Array(10).fill('cache'));
  expect(telemetry.total('TierServed', { Tier: 'cache' }) + telemetry.total('TierServed', { Tier: 'cheaper' })).toBe(
    40,
  );
});
