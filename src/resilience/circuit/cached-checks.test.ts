import { describe, expect, test } from '@jest/globals';
import { memoryCircuitStore, type CircuitStore } from '../../circuit/index.js';
import { cachedChecks } from './cached-checks.js';

const probe = { owner: 'me', leaseMs: 95_000, failureThreshold: 5 };
const opening = { failureThreshold: 5, resetMs: 30_000 };

function scene() {
  const time = { at: 1_000_000, now: () => time.at };
  const store = memoryCircuitStore(time);
  let checks = 0;
  const counted: CircuitStore = {
    ...store,
    check(circuit, request) {
      checks += 1;
      return store.check(circuit, request);
    },
  };
  return { time, store, cached: cachedChecks(counted, 2_000, time), checks: () => checks };
}

describe('checks from the last answer', () => {
  test('the store is asked again when the answer is too old', async () => {
    const { time, cached, checks } = scene();
    await cached.check('a', probe);
    time.at += 1_999;
    expect(await cached.check('a', probe)).toEqual({ record: { st: 'CLOSED', gen: 0 }, now: time.at });
    expect(checks()).toBe(1);
    time.at += 1;
    await cached.check('a', probe);
    expect(checks()).toBe(2);
  });

  test('each circuit has its own', async () => {
    const { cached, checks } = scene();
    await cached.check('a', probe);
    await cached.check('b', probe);
    expect(checks()).toBe(2);
  });

  test('an own report is known at once, an opening by others after the age', async () => {
    const { time, store, cached } = scene();
    await cached.check('mine', probe);
    await cached.attempt('mine', ['tripAtOnce'], opening);
    expect((await cached.check('mine', probe)).record.st).toBe('OPEN');
    await cached.check('theirs', probe);
    await store.attempt('theirs', ['tripAtOnce'], opening);
    expect((await cached.check('theirs', probe)).record.st).toBe('CLOSED');
    time.at += 2_000;
    expect((await cached.check('theirs', probe)).record.st).toBe('OPEN');
  });

  test('a probe that is due is asked for at once, and goes to one of those who ask together', async () => {
    const { time, cached } = scene();
    await cached.attempt('a', ['tripAtOnce'], { ...opening, resetMs: 1_000 });
    time.at += 999;
    expect((await cached.check('a', probe)).record.st).toBe('OPEN');
    time.at += 1;
    const answers = await Promise.all([1, 2, 3].map(() => cached.check('a', probe)));
    expect(answers.map(({ applied }) => applied)).toEqual(['acquireProbe', undefined, undefined]);
    expect(new Set(answers.map(({ record }) => record.st))).toEqual(new Set(['HALF_OPEN']));
  });

  test('a slow check does not hide the report that overtook it', async () => {
    const { cached, store, time } = scene();
    let answer = () => {};
    const slow = cachedChecks(
      {
        ...store,
        check: async (circuit, request) => {
          const found = await store.check(circuit, request);
          await new Promise<void>((resolve) => (answer = resolve));
          return found;
        },
      },
      2_000,
      time,
    );
    const early = slow.check('a', probe);
    await slow.attempt('a', ['tripAtOnce'], opening);
    answer();
    expect((await early).record.st).toBe('CLOSED');
    expect((await slow.check('a', probe)).record.st).toBe('OPEN');
    expect((await cached.read('a')).record.st).toBe('OPEN');
  });

  test('a failure is not kept', async () => {
    const { store, time } = scene();
    let fails = true;
    const broken = cachedChecks(
      { ...store, check: (...asked) => (fails ? Promise.reject(new Error('down')) : store.check(...asked)) },
      2_000,
      time,
    );
    await expect(broken.check('a', probe)).rejects.toThrow('down');
    fails = false;
    expect((await broken.check('a', probe)).record.st).toBe('CLOSED');
  });
});
