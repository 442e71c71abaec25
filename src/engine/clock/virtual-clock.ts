import { getEventListeners } from 'node:events';
import { checkDelay, timeoutReason, VIRTUAL_EPOCH, type Clock, type ClockTimeout } from './clock.js';
import { TimerHeap } from './timer-heap.js';

/** Options of the virtual clocks. */
export interface VirtualClockOptions {
  /** Where time starts, in epoch milliseconds or as a date. @default 2026-01-01T00:00:00Z */
  startAt?: number | Date;
}

/**
 * Timers of one instant: first the engine's own, which come in the same order in every run; then those of handlers, whose
 * order is a matter of which code happened to run first.
 */
const INSIDE = 0;
const OUTSIDE = 1;

/**
 * What the virtual clocks share: an account of activity.
 *
 * Every {@link hold} counts one; a sleeper gives one back until it wakes. Time may move only when the count is down to 0, and
 * then exactly one timer fires before the count is looked at again. That is what makes real loopback HTTP deterministic: the
 * handler that waits for a response and the server that sleeps on its behalf are together one activity. What waits for quiet
 * waits until nothing more is to happen at the instant: two handlers that wake at the same time are both awake by then.
 *
 * A {@link timeout} that fires wakes a waiter *before* the sleeper it waited for learns of it. Until that sleeper is aborted
 * there is an orphan: no time moves, and the sleeper takes the orphan's place instead of counting again.
 */
export abstract class VirtualClock implements Clock {
  abstract readonly mode: 'skip' | 'manual';
  protected readonly timers = new TimerHeap();
  protected time: number;
  #active = 0;
  #orphans = 0;
  #quiet: (() => void)[] = [];
  #turnIsDue = false;
  /** Whether what fires just now found nothing running: then every listener to a signal sleeps, or waits for one that does. */
  #everybodySleeps = false;

  constructor({ startAt = VIRTUAL_EPOCH }: VirtualClockOptions = {}) {
    this.time = Number(startAt);
  }

  now(): number {
    return this.time;
  }

  hold(): () => void {
    this.#active++;
    this.noteActivity();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#active--;
      this.settle();
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const at = this.time + checkDelay(ms);
      const onAbort = (): void => {
        cancel();
        if (this.#orphans > 0) this.#orphans--;
        else this.#active++;
        reject(signal?.reason);
        this.settle();
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', onAbort);
        this.#active++;
        resolve();
      };
      const cancel = this.#at(at, wake, OUTSIDE);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#active--;
      this.settle();
    });
  }

  timeout(ms: number): ClockTimeout {
    const controller = new AbortController();
    const expire = (): void => {
      this.#active++;
      this.#orphans++;
      controller.abort(timeoutReason(ms));
    };
    const cancel = this.#at(this.time + checkDelay(ms), expire, OUTSIDE);
    this.settle();
    return { signal: controller.signal, clear: cancel };
  }

  timer(ms: number, fire: () => void): () => void {
    const cancel = this.#at(this.time + checkDelay(ms), fire, INSIDE);
    this.settle();
    return cancel;
  }

  quiet(fire: () => void): void {
    this.#quiet.push(fire);
    this.settle();
  }

  interrupt(controller: AbortController, reason: unknown): void {
    if (this.#everybodySleeps && getEventListeners(controller.signal, 'abort').length > 0) {
      this.#active++;
      this.#orphans++;
    }
    controller.abort(reason);
  }

  /** Up to when time may move by itself. */
  protected abstract horizon(): number;

  /** Called when nothing runs and nothing is left to do up to the horizon. */
  protected abstract rest(): void;

  /** Called whenever work starts, stops, sleeps or wakes. */
  protected noteActivity(): void {}

  protected get isBusy(): boolean {
    return this.#active > 0 || this.#orphans > 0;
  }

  protected get hasQuietWork(): boolean {
    return this.#quiet.length > 0;
  }

  protected get hasWork(): boolean {
    return this.hasQuietWork || (this.timers.first()?.at ?? Infinity) <= this.horizon();
  }

  /** Looks again, once the promise continuations of this turn of the event loop have run, whether time may move. */
  protected settle(): void {
    this.noteActivity();
    if (this.#turnIsDue || this.isBusy) return;
    this.#turnIsDue = true;
    setImmediate(this.#turn);
  }

  /** Lets the next thing happen although work seems to be running. */
  protected force(): void {
    this.noteActivity();
    this.#next();
  }

  /** Forgets orphans that nothing waited for: the listener that heard the signal was not asleep. Says whether there were any. */
  protected dropOrphans(): boolean {
    if (this.#orphans === 0) return false;
    this.#active -= this.#orphans;
    this.#orphans = 0;
    this.settle();
    return true;
  }

  readonly #turn = (): void => {
    this.#turnIsDue = false;
    if (!this.isBusy) this.#next();
  };

  #next(): void {
    this.#everybodySleeps = !this.isBusy;
    try {
      this.#fireNext();
    } finally {
      this.#everybodySleeps = false;
    }
  }

  #fireNext(): void {
    const timer = this.timers.first();
    const isDueNow = timer !== undefined && timer.at <= this.time;
    if (this.#quiet.length > 0 && !isDueNow) {
      const due = this.#quiet;
      this.#quiet = [];
      for (const fire of due) fire();
      this.settle();
      return;
    }
    if (timer === undefined || timer.at > this.horizon()) {
      this.rest();
      return;
    }
    this.timers.remove(timer);
    this.time = Math.max(this.time, timer.at);
    timer.fire();
    this.settle();
  }

  #at(at: number, fire: () => void, rank: number): () => void {
    if (at === Infinity) return () => {};
    const timer = this.timers.add(at, fire, rank);
    return () => this.timers.remove(timer);
  }
}
