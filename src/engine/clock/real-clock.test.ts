import { describe, expect, test } from '@jest/globals';
import { realClock, scaledClock } from './real-clock.js';

describe('realClock', () => {
  test('tells the time of the wall clock', () => {
    const before = Date.now();
    const now = realClock().now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  test('collects what is to happen at the end of a moment', async () => {
    const clock = realClock();
    const seen: number[] = [];
    clock.quiet(() => seen.push(1));
    clock.quiet(() => seen.push(2));
    expect(seen).toEqual([]);
    await clock.sleep(1);
    expect(seen).toEqual([1, 2]);
  });
});

describe('scaledClock', () => {
  test('lets an hour pass in a moment', async () => {
    const clock = scaledClock(1_000_000);
    const start = clock.now();
    await clock.sleep(3_600_000);
    expect(clock.now() - start).toBeGreaterThanOrEqual(3_600_000);
  });

  test('fires timers in the order of their time, and not the cancelled ones', async () => {
    const clock = scaledClock(1_000_000);
    const fired: string[] = [];
    const cancel = clock.timer(1, () => fired.push('cancelled'));
    clock.timer(50_000_000, () => fired.push('late'));
    clock.timer(1000, () => fired.push('early'));
    cancel();
    await clock.sleep(60_000_000);
    expect(fired).toEqual(['early', 'late']);
  });

  test('aborts sleeps and times out', async () => {
    const clock = scaledClock(1_000_000);
    await expect(clock.sleep(1e9, clock.timeout(1000).signal)).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(clock.sleep(1, AbortSignal.abort(new Error('no')))).rejects.toThrow('no');
  });

  test('refuses a factor that is not a positive number', () => {
    expect(() => scaledClock(0)).toThrow('give a positive number');
  });
});
