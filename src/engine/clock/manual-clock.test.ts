import { describe, expect, test } from '@jest/globals';
import { manualClock } from './manual-clock.js';

describe('manualClock', () => {
  test('moves only when told to, timer by timer', async () => {
    const clock = manualClock({ startAt: 0 });
    const fired: number[] = [];
    for (const ms of [30, 10, 20]) clock.timer(ms, () => fired.push(clock.now()));
    await new Promise((resolve) => setImmediate(resolve));
    expect(fired).toEqual([]);
    await clock.advance(25);
    expect(fired).toEqual([10, 20]);
    expect(clock.now()).toBe(25);
    await clock.advance(5);
    expect(fired).toEqual([10, 20, 30]);
  });

  test('waits for what a timer set going before it moves on', async () => {
    const clock = manualClock({ startAt: 0 });
    const seen: string[] = [];
    clock.timer(10, () => {
      const release = clock.hold();
      setImmediate(() => {
        seen.push(`work done at ${clock.now()}`);
        release();
      });
    });
    clock.timer(11, () => seen.push(`timer at ${clock.now()}`));
    await clock.advance(100);
    expect(seen).toEqual(['work done at 10', 'timer at 11']);
  });

  test('takes orders to advance one after the other', async () => {
    const clock = manualClock({ startAt: 0 });
    await Promise.all([clock.advance(10), clock.advance(5)]);
    expect(clock.now()).toBe(15);
  });
});
