import type { HistoryRecord } from './history-record.js';

/** How many events a Standard execution may have (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
export const MAX_EVENTS = 25_000;

/** The events of one execution. */
export class History {
  readonly records: HistoryRecord[] = [];
  #overflowed = false;
  readonly #limit: number;
  readonly #onRecord: (record: HistoryRecord, id: number) => void;

  /** @param limit the highest number of events; the last one is kept for the end of the execution */
  constructor(limit: number, onRecord: (record: HistoryRecord, id: number) => void) {
    this.#limit = limit;
    this.#onRecord = onRecord;
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
    if (this.records.length < this.#limit - 1) return this.#push({ type, previous, at, name, value, detail });
    this.#overflowed = true;
    return this.records.length;
  }

  /** Adds the event that ends the execution. */
  end(type: string, previous: number, at: number, value: unknown, detail?: HistoryRecord['detail']): number {
    return this.#push({ type, previous, at, name: undefined, value, detail });
  }

  #push(record: HistoryRecord): number {
    const id = this.records.push(record);
    this.#onRecord(record, id);
    return id;
  }
}
