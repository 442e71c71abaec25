import type { HistoryRecord } from './history-record.js';

/** How many events a Standard execution may have (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
export const MAX_EVENTS = 25_000;

/** The events of one execution. */
export class History {
  readonly #records: HistoryRecord[] = [];
  readonly #limit: number;
  #overflowed = false;

  /** @param limit the highest number of events; the last one is kept for the end of the execution */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many events there are; also the id of the last one. */
  get length(): number {
    return this.#records.length;
  }

  /** Whether an event found no room: the execution has to end. */
  get overflowed(): boolean {
    return this.#overflowed;
  }

  /** Adds an event and returns its id. In a full history nothing is added: the execution is about to end. */
  add(
    type: string,
    previous: number,
    at: number,
    name?: string,
    value?: unknown,
    detail?: HistoryRecord['detail'],
  ): number {
    if (this.length < this.#limit - 1) return this.#records.push({ type, previous, at, name, value, detail });
    this.#overflowed = true;
    return this.length;
  }

  /** Adds the event that ends the execution, and returns its id. */
  end(type: string, previous: number, at: number, value: unknown, detail?: HistoryRecord['detail']): number {
    return this.#records.push({ type, previous, at, name: undefined, value, detail });
  }

  /**
   * The event with that id.
   *
   * @throws RangeError when there is none
   */
  record(id: number): HistoryRecord {
    const record = this.#records[id - 1];
    if (record !== undefined) return record;
    throw new RangeError(`There is no event ${id}: the history has the events 1 to ${this.length}`);
  }
}
