/**
 * Time as the engine, the handlers and the local services see it. Everything that waits goes through one clock, so that a
 * 45-minute outage can be a test of a second.
 */
export interface Clock {
  /**
   * - `skip`: virtual time that jumps to the next timer as soon as nothing runs any more
   * - `manual`: virtual time that moves only by `advance(ms)`
   * - `scale`: real time, sped up
   * - `real`: wall-clock time
   */
  readonly mode: 'skip' | 'manual' | 'scale' | 'real';

  /** Epoch milliseconds. Virtual clocks start at 2026-01-01T00:00:00Z unless told otherwise. */
  now(): number;

  /**
   * Waits for `ms` milliseconds of this clock's time. The caller must be running under a {@link hold} (as every handler is):
   * the sleeper gives its share of that hold back while asleep and takes it again when it wakes.
   *
   * @throws the signal's reason, as a rejection, when `signal` aborts first.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;

  /** A signal that aborts after `ms` with a `TimeoutError`; `clear()` disarms it. An armed timeout does not hold time back. */
  timeout(ms: number): ClockTimeout;

  /** Says that something runs which the clock cannot see: virtual time does not advance until the returned function is called. */
  hold(): () => void;

  /** Calls `fire` once after `ms`; returns what cancels it. For the engine: a wait of this kind does not count as running. */
  timer(ms: number, fire: () => void): () => void;

  /**
   * Calls `fire` when nothing runs at this instant any more, before time moves. For the engine: results that arrive at one
   * instant are collected until then, so that their order does not depend on which promise settled first.
   */
  quiet(fire: () => void): void;

  /** Aborts `controller` on behalf of a {@link timer} that fired, as {@link timeout} would do. For the engine. */
  interrupt(controller: AbortController, reason: unknown): void;
}

export interface ClockTimeout {
  readonly signal: AbortSignal;
  clear(): void;
}

/** Where virtual clocks start: 2026-01-01T00:00:00Z. */
export const VIRTUAL_EPOCH = Date.UTC(2026, 0, 1);

/** The reason of a signal that a clock aborted; the name and class are those of `AbortSignal.timeout()`. */
export function timeoutReason(ms: number): DOMException {
  return new DOMException(`The operation was aborted after ${ms} ms`, 'TimeoutError');
}

/** @throws RangeError for a wait that is not a number of milliseconds ≥ 0. */
export function checkDelay(ms: number): number {
  if (typeof ms !== 'number' || !(ms >= 0)) {
    throw new RangeError(`A wait of ${String(ms)} was asked of the clock: give a number of milliseconds, 0 or more`);
  }
  return ms;
}
