import { describe, expect, test } from '@jest/globals';
import { memoryCircuitStore, type CircuitOptions, type CircuitStore } from '../../circuit/index.js';
import { realTime, type Clock } from '../clock.js';
import { recordedTelemetry } from '../telemetry.fixture.js';
import { createCircuitBreaker } from './circuit-breaker.js';
import { CircuitOpenError } from './circuit-open-error.js';

const throttled = () => Promise.reject(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));
const invalid = () => Promise.reject(Object.assign(new Error('no'), { name: 'ValidationException' }));
const unanswered = () => new Promise<never>(() => {});

/** Time that does not advance until it is moved; time limits run out on demand. */
function handClock() {
  const limits: { readonly ms: number; readonly expire: () => void }[] = [];
  const clock: Clock & { at: number } = {
    at: 1_000_000,
    now: () => clock.at,
    sleep: realTime.sleep,
    timeout(ms) {
      const controller = new AbortController();
      limits.push({ ms, expire: () => controller.abort(new DOMException(`after ${ms} ms`, 'TimeoutError')) });
      return { signal: controller.signal, clear: () => {} };
    },
  };
  return Object.assign(clock, { expire: () => limits.at(-1)?.expire() });
}

function scene(configuration: CircuitOptions = {}) {
  const clock = handClock();
  const store = memoryCircuitStore(clock);
  const telemetry = recordedTelemetry();
  const outage = { is: false };
  const gone = () => Promise.reject(new Error('unreachable'));
  const reachable: CircuitStore = {
    check: (...asked) => (outage.is ? gone() : store.check(...asked)),
    read: (...asked) => (outage.is ? gone() : store.read(...asked)),
    attempt: (...asked) => (outage.is ? gone() : store.attempt(...asked)),
    list: () => store.list(),
  };
  const breaker = createCircuitBreaker({ store: reachable, circuit: 'r/m', configuration, clock, telemetry });
  const record = async () => (await store.read('r/m')).record;
  const fail = async (times: number) => {
    for (let i = 0; i < times; i += 1) await expect(breaker.run(throttled)).rejects.toThrow('slow down');
  };
  return { clock, store, telemetry, outage, breaker, record, fail };
}

describe('a guarded call', () => {
  test('gets through while the circuit is CLOSED, and leaves no trace', async () => {
    const { breaker, record } = scene();
    expect(await breaker.run(async ({ probe }) => [probe])).toEqual([false]);
    await expect(breaker.run(invalid)).rejects.toThrow('no');
    expect(await record()).toEqual({ st: 'CLOSED', gen: 0 });
  });

  test('is not made while the circuit is OPEN', async () => {
    const { breaker, fail } = scene();
    await fail(5);
    let calls = 0;
    const rejected = await breaker.run(async () => (calls += 1)).catch((error: unknown) => error);
    expect(rejected).toBeInstanceOf(CircuitOpenError);
    expect(rejected).toMatchObject({
      circuit: 'r/m',
      state: 'OPEN',
      retryInMs: 30_000,
      message: 'The circuit r/m is OPEN: the next probe is due in 30000 ms.',
    });
    expect(calls).toBe(0);
  });

  test('is the probe when it is due, and closes', async () => {
    const { breaker, fail, clock, record } = scene();
    await fail(5);
    clock.at += 30_000;
    const both = await Promise.allSettled([breaker.run(async (call) => call.probe), breaker.run(async () => 'second')]);
    expect(both).toMatchObject([{ value: true }, { reason: { state: 'HALF_OPEN' } }]);
    expect(await record()).toMatchObject({ st: 'CLOSED', gen: 3 });
  });

  test('that is a probe and invalid leaves the next probe due at once', async () => {
    const { breaker, fail, clock } = scene();
    await fail(5);
    clock.at += 30_000;
    await expect(breaker.run(invalid)).rejects.toThrow('no');
    expect(await breaker.run(async (call) => call.probe)).toBe(true);
  });

  test('that is slower than slowCallMs is answered and counted', async () => {
    const { breaker, clock, record } = scene({ slowCallMs: 1_000, failureThreshold: 1 });
    const after = (ms: number) => async () => {
      clock.at += ms;
      return 'answer';
    };
    expect(await breaker.run(after(1_000))).toBe('answer');
    expect((await record()).st).toBe('CLOSED');
    expect(await breaker.run(after(1_001))).toBe('answer');
    expect((await record()).st).toBe('OPEN');
  });

  test('that takes too long is ended, though it ignores its signal, and counted; a probe sooner', async () => {
    const { breaker, clock, record } = scene({ failureThreshold: 1, callTimeoutSeconds: 120, probeTimeoutSeconds: 60 });
    const outlast = async (limit: number) => {
      const call = breaker.run(() => {
        clock.expire();
        return unanswered();
      });
      await expect(call).rejects.toThrow(`after ${limit} ms`);
    };
    await outlast(120_000);
    expect((await record()).st).toBe('OPEN');
    clock.at += 30_000;
    await outlast(60_000);
    expect(await record()).toMatchObject({ st: 'OPEN', opens: 2 });
  });

  test('whose caller leaves says nothing about the model', async () => {
    const { breaker, record, fail, clock } = scene({ failureThreshold: 1 });
    const leaving = async () => {
      const caller = new AbortController();
      const call = breaker.run(unanswered, { signal: caller.signal });
      await Promise.resolve().then(() => caller.abort(new Error('left')));
      await expect(call).rejects.toThrow('left');
    };
    await leaving();
    expect(await record()).toEqual({ st: 'CLOSED', gen: 0 });
    await fail(1);
    clock.at += 30_000;
    await leaving();
    expect(await record()).toMatchObject({ st: 'OPEN', opens: 1, open_until: clock.now() });
  });

  test('of a caller who left before is not made', async () => {
    const { breaker } = scene();
    let calls = 0;
    const signal = AbortSignal.abort(new Error('left'));
    await expect(breaker.run(async () => (calls += 1), { signal })).rejects.toThrow('left');
    expect(calls).toBe(0);
  });

  test('follows the error names of its configuration', async () => {
    const { breaker, record } = scene({ failureThreshold: 1, errors: { counted: ['ValidationException'] } });
    await expect(breaker.run(invalid)).rejects.toThrow('no');
    expect((await record()).st).toBe('OPEN');
  });
});

describe('without its store', () => {
  test('it lets everybody in, writes nothing and says so', async () => {
    const { breaker, outage, telemetry, record } = scene({ failureThreshold: 1 });
    outage.is = true;
    await expect(breaker.run(throttled)).rejects.toThrow('slow down');
    expect(await breaker.run(async () => 'answer')).toBe('answer');
    expect(telemetry.names()).toEqual(['CircuitBreakerUnavailable']);
    outage.is = false;
    expect(await record()).toEqual({ st: 'CLOSED', gen: 0 });
  });

  test('it keeps callers out again as soon as it has its store back', async () => {
    const { breaker, outage, fail, clock } = scene();
    await fail(5);
    outage.is = true;
    expect(await breaker.run(async () => 'let in')).toBe('let in');
    outage.is = false;
    clock.at += 1_000;
    await expect(breaker.run(async () => 'let in')).rejects.toThrow(CircuitOpenError);
  });

  test('a probe whose report is lost is left when its lease ends', async () => {
    const { breaker, outage, fail, clock, record } = scene();
    await fail(5);
    clock.at += 30_000;
    const lost = breaker.run(async () => {
      outage.is = true;
      return 'answer';
    });
    expect(await lost).toBe('answer');
    outage.is = false;
    expect((await record()).st).toBe('HALF_OPEN');
    clock.at += 94_999;
    await expect(breaker.run(async () => '')).rejects.toThrow('HALF_OPEN');
    clock.at += 1;
    expect(await breaker.run(async ({ probe }) => probe)).toBe(true);
    expect((await record()).st).toBe('CLOSED');
  });
});

test('a circuit that an operator holds is distinguished from one that is down', async () => {
  const { breaker, store } = scene();
  await store.attempt('r/m', ['force'], { failureThreshold: 5, forced: 'OPEN' });
  await expect(breaker.run(async () => '')).rejects.toThrow('The circuit r/m is OPEN: an operator holds it.');
});

test('with a read cache the healthy path asks the store once in its time', async () => {
  const clock = handClock();
  let reads = 0;
  const store = memoryCircuitStore(clock);
  const counting: CircuitStore = {
    ...store,
    check(...asked) {
      reads += 1;
      return store.check(...asked);
    },
  };
  const breaker = createCircuitBreaker({ store: counting, circuit: 'r/m', clock, readCacheMs: 1_000 });
  for (let i = 0; i < 10; i += 1) await breaker.run(async () => i);
  expect(reads).toBe(1);
  clock.at += 1_000;
  await breaker.run(async () => '');
  expect(reads).toBe(2);
});

test('a configuration that cannot be is refused, with the circuit’s name', () => {
  const store = memoryCircuitStore();
  expect(() => createCircuitBreaker({ store, circuit: 'r/m', configuration: { failureThreshold: 0 } })).toThrow(
    'circuit "r/m"',
  );
});
