import type { Clock } from './clock.js';

/**
 * The promise, or the signal's reason as soon as that is aborted. Work that ignores its signal continues, and
 * leaves no caller without an answer.
 */
export function unlessAborted<Result>(answer: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason);
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}

/**
 * What the work gives, if it does so in time. Work that takes longer is not waited for; its signal aborts it.
 *
 * @throws the work's error; a `TimeoutError` after `ms` milliseconds
 */
export async function withinTime<Result>(
  clock: Pick<Clock, 'timeout'>,
  ms: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = clock.timeout(ms);
  try {
    return await unlessAborted(work(limit.signal), limit.signal);
  } finally {
    limit.clear();
  }
}
