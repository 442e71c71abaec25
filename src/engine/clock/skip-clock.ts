import { VirtualClock, type VirtualClockOptions } from './virtual-clock.js';

export interface SkipClockOptions extends VirtualClockOptions {
  /**
   * Real milliseconds without any sign of life after which a handler counts as hung. From then on time passes as fast as it
   * does in reality, so that the handler's own timeout can end it. A handler that is meant to hang should rather
   * `await clock.sleep(Infinity)`: that costs no real time. @default 1000
   */
  patience?: number;
}

/** Virtual time that jumps to the next timer as soon as nothing runs any more: for tests and simulations. */
export function skipClock(options: SkipClockOptions = {}): VirtualClock {
  return new SkipClock(options);
}

class SkipClock extends VirtualClock {
  override readonly mode = 'skip';
  readonly #patience: number;
  #watch: NodeJS.Timeout | undefined;
  #activity = 0;

  constructor({ patience = 1000, ...options }: SkipClockOptions) {
    super(options);
    this.#patience = patience;
  }

  protected override horizon(): number {
    return Number.MAX_VALUE;
  }

  protected override rest(): void {}

  protected override noteActivity(): void {
    this.#activity++;
    if (!this.isBusy) this.#letExit();
    else if (this.#watch === undefined) this.#watchOver();
    else this.#watch.ref();
  }

  #letExit(): void {
    this.#watch?.unref();
  }

  /** A timer a second, not one a hold: the watch only compares what it saw last with what it sees now. */
  #watchOver(): void {
    const seen = this.#activity;
    const next = this.timers.first();
    const wait =
      next === undefined || this.hasQuietWork ? this.#patience : Math.max(this.#patience, next.at - this.time);
    this.#watch = setTimeout(
      () => {
        this.#watch = undefined;
        if (!this.isBusy) return;
        if (seen === this.#activity && this.hasWork) this.force();
        if (!this.isBusy) return;
        this.#watchOver();
        // Without a timer that could end the wait there is nothing to watch for: do not keep the process alive.
        if (!this.hasWork) this.#letExit();
      },
      Math.min(wait, 2 ** 31 - 1),
    );
  }
}
