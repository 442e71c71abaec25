import type { HistoryRecord } from './history-record.js';

/** How many events a Standard execution may have (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
export const MAX_EVENTS = 25_000;

/** What one event takes of the list of cells: type, previous, milliseconds since the first event, name, value, detail. */
const STRIDE = 6;

type Cell = HistoryRecord[keyof HistoryRecord];

/**
 * The events of one execution. They lie side by side in one list of cells, not in an object each: an engine keeps the events of
 * all its executions, and the garbage collector would visit and move every object of them.
 */
export class History {
  readonly #cells: Cell[] = [];
  readonly #limit: number;
  readonly #startedAt: number;
  #overflowed = false;

  /**
   * @param limit the highest number of events; the last one is kept for the end of the execution
   * @param startedAt epoch milliseconds; events are at that time or later
   */
  constructor(limit: number, startedAt: number) {
    this.#limit = limit;
    this.#startedAt = Math.floor(startedAt);
  }

  /** How many events there are; also the id of the last one. */
  get length(): number {
    return this.#cells.length / STRIDE;
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
    if (this.length < this.#limit - 1) return this.#push(type, previous, at, name, value, detail);
    this.#overflowed = true;
    return this.length;
  }

  /** Adds the event that ends the execution. */
  end(type: string, previous: number, at: number, value: unknown, detail?: HistoryRecord['detail']): number {
    return this.#push(type, previous, at, undefined, value, detail);
  }

  /** The event with that id, from 1 to {@link length}. */
  record(id: number): HistoryRecord {
    const start = (id - 1) * STRIDE;
    // What #push has put there.
    const [type, previous, elapsed, name, value, detail] = this.#cells.slice(start, start + STRIDE) as [
      HistoryRecord['type'],
      HistoryRecord['previous'],
      HistoryRecord['at'],
      HistoryRecord['name'],
      HistoryRecord['value'],
      HistoryRecord['detail'],
    ];
    return { type, previous, at: this.#startedAt + elapsed, name, value, detail };
  }

  #push(
    type: HistoryRecord['type'],
    previous: HistoryRecord['previous'],
    at: HistoryRecord['at'],
    name: HistoryRecord['name'],
    value: HistoryRecord['value'],
    detail: HistoryRecord['detail'],
  ): number {
    // Whole milliseconds since the start are small integers, which take no memory of their own.
    this.#cells.push(type, previous, Math.floor(at) - this.#startedAt, name, value, detail);
    return this.length;
  }
}
