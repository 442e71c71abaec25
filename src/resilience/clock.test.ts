import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { realTime } from './clock.js';

describe('realTime', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 5_000 }));
  afterEach(() => void jest.useRealTimers());

  test('sleeps for the time asked', async () => {
    const asleep = realTime.sleep(200).then(() => realTime.now());
    await jest.advanceTimersByTimeAsync(200);
    expect(await asleep).toBe(5_200);
  });

  test('a sleep ends early with the reason of its signal, and leaves no timer', async () => {
    const controller = new AbortController();
    const asleep = realTime.sleep(200, controller.signal);
    controller.abort('enough');
    await expect(asleep).rejects.toBe('enough');
    await expect(realTime.sleep(200, controller.signal)).rejects.toBe('enough');
    expect(jest.getTimerCount()).toBe(0);
  });

  test('a timeout aborts after its time, unless it is cleared', async () => {
    const kept = realTime.timeout(100);
    const cleared = realTime.timeout(100);
    cleared.clear();
    await jest.advanceTimersByTimeAsync(100);
    expect(kept.signal.reason).toMatchObject({ name: 'TimeoutError' });
    expect(cleared.signal.aborted).toBe(false);
  });
});
