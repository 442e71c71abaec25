import { describe, expect, test } from '@jest/globals';
import { skipClock } from './skip-clock.js';

const YEAR = 365 * 24 * 3600 * 1000;

/** Runs as a handler does: under a hold of its own. */
async function held<Result>(clock: ReturnType<typeof skipClock>, work: () => Promise<Result>): Promise<Result> {
  const release = clock.hold();
  try {
    return await work();
  } finally {
    release();
  }
}

describe('skipClock', () => {
  test('starts in 2026, or at a given time', () => {
    expect(new Date(skipClock().now()).toISOString()).toBe('2026-01-01T00:00:00.000Z');
    expect(skipClock({ startAt: new Date('2030-05-05T00:00:00Z') }).now()).toBe(Date.UTC(2030, 4, 5));
  });

  test('waits a year in two turns of the event loop', async () => {
    const clock = skipClock({ startAt: 0 });
    let awake = false;
    void held(clock, () => clock.sleep(YEAR)).then(() => (awake = true));
    for (const _ of [1, 2]) await new Promise((resolve) => setImmediate(resolve));
    expect(awake).toBe(true);
    expect(clock.now()).toBe(YEAR);
  });

  test('fires one timer at a time, and waits for what it set going', async () => {
    const clock = skipClock({ startAt: 0 });
    const seen: string[] = [];
    const worker = (name: string, ms: number): Promise<void> =>
      held(clock, async () => {
        await clock.sleep(ms);
        seen.push(`${name} wakes at ${clock.now()}`);
        for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
        seen.push(`${name} ends at ${clock.now()}`);
      });
    await Promise.all([worker('slow', 20), worker('fast', 10), worker('also fast', 10)]);
    expect(seen).toEqual([
      'fast wakes at 10',
      'fast ends at 10',
      'also fast wakes at 10',
      'also fast ends at 10',
      'slow wakes at 20',
      'slow ends at 20',
    ]);
  });

  test('does not advance while it is held', async () => {
    const clock = skipClock({ startAt: 0 });
    const release = clock.hold();
    let fired = false;
    clock.timer(10, () => {
      fired = true;
    });
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(fired).toBe(false);
    release();
    release();
    await new Promise((resolve) => setImmediate(resolve));
    expect(fired).toBe(true);
    expect(clock.now()).toBe(10);
  });

  test('lets a hung handler cost real time instead of holding everybody up for ever', async () => {
    const clock = skipClock({ startAt: 0, patience: 20 });
    const release = clock.hold();
    await new Promise<void>((resolve) => clock.timer(30, resolve));
    expect(clock.now()).toBe(30);
    release();
  });
});
