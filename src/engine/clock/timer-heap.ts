/** One thing to do at one time. `position` is its place in the heap, −1 when it is not in it. */
export interface Timer {
  readonly at: number;
  /** Among timers of one time, those of a lower rank come first. */
  readonly rank: number;
  readonly sequence: number;
  readonly fire: () => void;
  position: number;
}

/** Timers by time, then by rank, then by age: a binary heap in which every timer knows its place, so that cancelling costs O(log n) too. */
export class TimerHeap {
  #timers: Timer[] = [];
  #sequence = 0;

  get size(): number {
    return this.#timers.length;
  }

  add(at: number, fire: () => void, rank = 0): Timer {
    const timer: Timer = { at, rank, sequence: this.#sequence++, fire, position: this.#timers.length };
    this.#timers.push(timer);
    this.#rise(timer);
    return timer;
  }

  first(): Timer | undefined {
    return this.#timers[0];
  }

  /** Takes a timer out, wherever it is; does nothing when it has gone already. */
  remove(timer: Timer): void {
    const { position } = timer;
    if (position < 0) return;
    timer.position = -1;
    const last = this.#timers.pop();
    if (last === undefined || last === timer) return;
    this.#timers[position] = last;
    last.position = position;
    this.#rise(last);
    this.#sink(last);
  }

  #rise(timer: Timer): void {
    while (timer.position > 0) {
      const parent = this.#timers[(timer.position - 1) >> 1];
      if (parent === undefined || !isBefore(timer, parent)) return;
      this.#swap(timer, parent);
    }
  }

  #sink(timer: Timer): void {
    for (;;) {
      const left = this.#timers[2 * timer.position + 1];
      const right = this.#timers[2 * timer.position + 2];
      const child = left !== undefined && right !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, timer)) return;
      this.#swap(child, timer);
    }
  }

  #swap(a: Timer, b: Timer): void {
    [a.position, b.position] = [b.position, a.position];
    this.#timers[a.position] = a;
    this.#timers[b.position] = b;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return a.rank === b.rank ? a.sequence < b.sequence : a.rank < b.rank;
}
