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

/** How often a hung handler is looked for within the clock's patience. A process that was suspended as a whole counts as one look. */
const LOOKS = 10;

class SkipClock extends VirtualClock {
  override readonly mode = 'skip';
  readonly #interval: number;
  #watch: NodeJS.Timeout | undefined;
  #activity = 0;
  #seen = 0;
  #silentLooks = 0;

  constructor({ patience = 1000, ...options }: SkipClockOptions) {
    super(options);
    this.#interval = Math.max(1, patience / LOOKS);
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

  #watchOver(): void {
    this.#watch = setTimeout(this.#look, this.#interval);
  }

  /** A few looks a second, not a timer a hold: what was seen last is compared with what is there now. */
  readonly #look = (): void => {
    this.#watch = undefined;
    if (!this.isBusy) return;
    this.#silentLooks = this.#seen === this.#activity ? this.#silentLooks + 1 : 0;
    this.#seen = this.#activity;
    if (this.#silentLooks >= LOOKS) this.#losePatience();
    if (!this.isBusy || this.#watch !== undefined) return;
    this.#watchOver();
    // Without a timer that could end the wait there is nothing to watch for: do not keep the process alive.
    if (!this.hasWork) this.#letExit();
  };

  #losePatience(): void {
    const isDue = this.hasWork && this.#silentLooks * this.#interval >= this.#untilNext();
    if (this.dropOrphans()) this.#silentLooks = 0;
    else if (isDue) this.force();
  }

  #untilNext(): number {
    const next = this.timers.first();
    return next === undefined || this.hasQuietWork ? 0 : next.at - this.time;
  }
}
