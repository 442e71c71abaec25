import { createServer, request } from 'node:http';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { skipClock } from './skip-clock.js';

async function held<Result>(clock: ReturnType<typeof skipClock>, work: () => Promise<Result>): Promise<Result> {
  const release = clock.hold();
  try {
    return await work();
  } finally {
    release();
  }
}

describe('sleeping on a virtual clock', () => {
  test('rejects with the reason of a signal, and leaves the account of activity even', async () => {
    const clock = skipClock({ startAt: 0 });
    const controller = new AbortController();
    const sleeping = held(clock, () => clock.sleep(1000, controller.signal));
    controller.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
    await expect(held(clock, () => clock.sleep(1, controller.signal))).rejects.toThrow('enough');
    await held(clock, () => clock.sleep(5));
    expect(clock.now()).toBe(5);
  });

  test('refuses a wait that is not a number of milliseconds', async () => {
    const clock = skipClock();
    await expect(clock.sleep(Number.NaN)).rejects.toThrow('A wait of NaN was asked of the clock');
    expect(() => clock.timer(-1, () => {})).toThrow(RangeError);
  });

  test('never wakes from an endless sleep, and lets time go on', async () => {
    const clock = skipClock({ startAt: 0 });
    void held(clock, () => clock.sleep(Infinity));
    await held(clock, () => clock.sleep(10));
    expect(clock.now()).toBe(10);
  });
});

describe('a timeout on a virtual clock', () => {
  test('aborts with a TimeoutError, unless it is cleared', async () => {
    const clock = skipClock({ startAt: 0 });
    const timeout = clock.timeout(50);
    await expect(held(clock, () => clock.sleep(100, timeout.signal))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(clock.now()).toBe(50);
    const cleared = clock.timeout(50);
    cleared.clear();
    await held(clock, () => clock.sleep(100, cleared.signal));
    expect(clock.now()).toBe(150);
  });

  test('cuts off a real HTTP request without letting time slip: the sleeping server takes the orphan', async () => {
    const clock = skipClock({ startAt: 0 });
    const closedAt: number[] = [];
    const server = createServer((incoming, response) => {
      const controller = new AbortController();
      response.on('close', () => controller.abort());
      clock.sleep(10_000, controller.signal).then(
        () => response.end('late'),
        () => closedAt.push(clock.now()),
      );
      incoming.resume();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const call = (): Promise<void> =>
      held(clock, async () => {
        const { signal } = clock.timeout(100);
        await expect(once(request({ port, signal }).end(), 'response')).rejects.toThrow('aborted');
        await clock.sleep(1);
      });
    // Somebody else's timers are due all the time: an unbalanced account would let them fire while the socket closes.
    const ticks: number[] = [];
    const tick = (): void => {
      ticks.push(clock.now());
      if (clock.now() < 400) clock.timer(1, tick);
    };
    tick();
    for (let round = 0; round < 3; round++) await call();
    expect(clock.now()).toBe(303);
    expect(closedAt).toEqual([100, 201, 302]);
    server.close();
    server.closeAllConnections();
  });
});

describe('the quiet moment of a virtual clock', () => {
  test('comes when nothing runs any more, before time moves', async () => {
    const clock = skipClock({ startAt: 0 });
    const seen: string[] = [];
    clock.timer(1, () => seen.push('timer'));
    const release = clock.hold();
    clock.quiet(() => seen.push(`quiet at ${clock.now()}`));
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual([]);
    release();
    await held(clock, () => clock.sleep(5));
    expect(seen).toEqual(['quiet at 0', 'timer']);
  });

  test('comes when all that sleep until the same instant are awake, and timers of that instant have fired', async () => {
    const clock = skipClock({ startAt: 0 });
    const seen: string[] = [];
    const sleeper = async (name: string): Promise<void> => {
      const release = clock.hold();
      await clock.sleep(5);
      seen.push(name);
      clock.quiet(() => seen.push(`${name} is quiet at ${clock.now()}`));
      release();
    };
    void sleeper('first');
    void sleeper('second');
    clock.timer(5, () => seen.push('timer'));
    await held(clock, () => clock.sleep(6));
    expect(seen).toEqual(['timer', 'first', 'second', 'first is quiet at 5', 'second is quiet at 5']);
  });
});
