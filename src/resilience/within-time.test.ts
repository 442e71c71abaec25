import { expect, test } from '@jest/globals';
import { skipClock } from '../engine/clock/skip-clock.js';
import { unlessAborted, withinTime } from './within-time.js';

test('work that is done in time gives its answer, or its error', async () => {
  const clock = skipClock();
  const inTime = <Result>(work: () => Promise<Result>) => withinTime(clock, 1_000, work);
  expect(await inTime(() => clock.sleep(999).then(() => 'an answer'))).toBe('an answer');
  await expect(inTime(() => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
});

test('nobody waits for work that takes longer, and its signal is aborted', async () => {
  const clock = skipClock();
  const startedAt = clock.now();
  let told: AbortSignal | undefined;
  const endless = (signal: AbortSignal) => {
    told = signal;
    return clock.sleep(60_000);
  };
  await expect(withinTime(clock, 1_000, endless)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(clock.now() - startedAt).toBe(1_000);
  expect(told?.aborted).toBe(true);
});

test('a signal that is aborted already is enough', async () => {
  const reason = new Error('the caller left');
  await expect(unlessAborted(new Promise(() => {}), AbortSignal.abort(reason))).rejects.toBe(reason);
});
