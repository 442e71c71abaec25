import { checkDelay, timeoutReason, type Clock, type ClockTimeout } from './clock.js';
import { TimerHeap } from './timer-heap.js';

/** The longest delay `setTimeout` takes. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Wall-clock time: for a server that others use. */
export function realClock(): Clock {
  return new RealClock('real', 1);
}

/**
 * Real time sped up: `scaledClock(60)` makes a minute of every second.
 *
 * @throws RangeError for a factor that is not a positive number.
 */
export function scaledClock(factor: number): Clock {
  if (!(factor > 0) || factor === Infinity) {
    throw new RangeError(`The clock was to run ${String(factor)} times as fast as real time: give a positive number`);
  }
  return new RealClock('scale', factor);
}

class RealClock implements Clock {
  readonly #factor: number;
  readonly #startedAt = Date.now();
  readonly #startedTicking = performance.now();
  readonly #timers = new TimerHeap();
  #alarm: NodeJS.Timeout | undefined;
  #quiet: (() => void)[] = [];

  readonly mode: 'scale' | 'real';

  constructor(mode: 'scale' | 'real', factor: number) {
    this.mode = mode;
    this.#factor = factor;
  }

  now(): number {
    if (this.#factor === 1) return Date.now();
    return Math.floor(this.#startedAt + this.#elapsed());
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => {
        cancel();
        reject(signal?.reason);
      };
      const cancel = this.timer(ms, () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  timeout(ms: number): ClockTimeout {
    const controller = new AbortController();
    return { signal: controller.signal, clear: this.timer(ms, () => controller.abort(timeoutReason(ms))) };
  }

  hold(): () => void {
    return () => {};
  }

  timer(ms: number, fire: () => void): () => void {
    const timer = this.#timers.add(this.#elapsed() + checkDelay(ms), fire);
    if (this.#timers.first() === timer) this.#arm();
    return () => {
      const wasFirst = this.#timers.first() === timer;
      this.#timers.remove(timer);
      if (wasFirst) this.#arm();
    };
  }

  quiet(fire: () => void): void {
    this.#quiet.push(fire);
    if (this.#quiet.length > 1) return;
    setImmediate(() => {
      const due = this.#quiet;
      this.#quiet = [];
      for (const each of due) each();
    });
  }

  interrupt(controller: AbortController, reason: unknown): void {
    controller.abort(reason);
  }

  /** Milliseconds of this clock since it began; unlike {@link now} never going back when the wall clock is set. */
  #elapsed(): number {
    return (performance.now() - this.#startedTicking) * this.#factor;
  }

  #arm(): void {
    clearTimeout(this.#alarm);
    this.#alarm = undefined;
    const first = this.#timers.first();
    if (first === undefined || first.at === Infinity) return;
    const wait = Math.max(0, Math.ceil((first.at - this.#elapsed()) / this.#factor));
    this.#alarm = setTimeout(this.#ring, Math.min(wait, LONGEST_TIMEOUT));
  }

  readonly #ring = (): void => {
    const elapsed = this.#elapsed();
    for (let first = this.#timers.first(); first !== undefined && first.at <= elapsed; first = this.#timers.first()) {
      this.#timers.remove(first);
      first.fire();
    }
    this.#arm();
  };
}
