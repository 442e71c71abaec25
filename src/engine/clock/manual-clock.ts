import { checkDelay } from './clock.js';
import { VirtualClock, type VirtualClockOptions } from './virtual-clock.js';

/** Virtual time that only advances on request. */
export interface ManualClock extends VirtualClock {
  /**
   * Moves time on by `ms`, timer by timer; whatever a timer sets going has come to rest before the next one fires. Resolves
   * when the new time is reached and nothing runs any more.
   */
  advance(ms: number): Promise<void>;
}

export function manualClock(options: VirtualClockOptions = {}): ManualClock {
  return new AdvancedClock(options);
}

class AdvancedClock extends VirtualClock implements ManualClock {
  override readonly mode = 'manual';
  #target: number;
  #arrived: (() => void) | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: VirtualClockOptions) {
    super(options);
    this.#target = this.time;
  }

  advance(ms: number): Promise<void> {
    checkDelay(ms);
    this.#queue = this.#queue.then(
      () =>
        new Promise((resolve) => {
          this.#target = this.time + ms;
          this.#arrived = resolve;
          this.settle();
        }),
    );
    return this.#queue;
  }

  protected override horizon(): number {
    return this.#target;
  }

  protected override rest(): void {
    this.time = this.#target;
    this.#arrived?.();
    this.#arrived = undefined;
  }
}
