/**
 * The three things the request path needs from time. It is the structural part of the engine's clock, so that the
 * same code runs in real time on Lambda and in virtual time under the embedded Step Functions.
 */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A signal that aborts after `ms` milliseconds with a `TimeoutError`, unless it is cleared before. */
  timeout(ms: number): ClockTimeout;
}

/** An armed timeout. Clear each one that you arm, or virtual time would still run into it. */
export interface ClockTimeout {
  readonly signal: AbortSignal;
  clear(): void;
}

/** The clock of production: the machine's own. */
export const realTime: Clock = {
  now: () => Date.now(),

  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const aborted = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', aborted);
        resolve();
      }, ms);
      signal?.addEventListener('abort', aborted, { once: true });
    }),

  timeout: (ms) => {
    const controller = new AbortController();
    const timer = setTimeout(
      () => controller.abort(new DOMException(`The time limit of ${ms} ms was reached.`, 'TimeoutError')),
      ms,
    );
    return { signal: controller.signal, clear: () => clearTimeout(timer) };
  },
};
