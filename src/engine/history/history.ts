import type { EventKind } from './event-kind.js';
import type { EventDetail, HistoryRecord } from './history-record.js';
import { timeOf, type Moment } from './moment.js';

/** How many events a Standard execution may have (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
export const MAX_EVENTS = 25_000;

/** What replaces the value where there is a detail beside it. */
class DetailedValue {
  readonly value: unknown;
  readonly detail: EventDetail;

  constructor(value: unknown, detail: EventDetail) {
    this.value = value;
    this.detail = detail;
  }
}

/**
 * The events of one execution. An engine keeps those of all its executions, so they are kept small: a kind and a value each.
 * What can mostly be foretold is kept where it turns out otherwise: an event follows the one before it, at the same time, and
 * has no detail.
 */
export class History {
  /** The kind of the first event, its value, the kind of the second one … */
  readonly #cells: unknown[] = [];
  /** What an event follows that does not follow the one before it, by its id. */
  #previous: Map<number, number> | undefined;
  /** When time went on after the start. */
  #moments: Moment[] | undefined;
  readonly #limit: number;
  #overflowed = false;

  /** Epoch milliseconds. */
  readonly startedAt: number;

  /**
   * @param limit the highest number of events; the last one is kept for the end of the execution
   * @param startedAt epoch milliseconds
   */
  constructor(limit: number, startedAt: number) {
    this.#limit = limit;
    this.startedAt = startedAt;
  }

  /** How many events there are; also the id of the last one. */
  get length(): number {
    return this.#cells.length / 2;
  }

  /** The time of the last event, in epoch milliseconds. */
  get latest(): number {
    return this.#moments?.at(-1)?.at ?? this.startedAt;
  }

  /** Whether an event found no room: the execution has to end. */
  get overflowed(): boolean {
    return this.#overflowed;
  }

  /**
   * Adds an event and returns its id. In a full history nothing is added: the execution is about to end.
   *
   * @param previous the id of the event that it follows; 0 for none
   * @param at epoch milliseconds
   */
  add(kind: EventKind, previous: number, at: number, value?: unknown, detail?: EventDetail): number {
    if (this.length < this.#limit - 1) return this.#push(kind, previous, at, value, detail);
    this.#overflowed = true;
    return this.length;
  }

  /** Adds the event that ends the execution, and returns its id. */
  end(kind: EventKind, previous: number, at: number, value: unknown, detail?: EventDetail): number {
    return this.#push(kind, previous, at, value, detail);
  }

  /**
   * The event with that id.
   *
   * @throws RangeError when there is none
   */
  record(id: number): HistoryRecord {
    if (!(id >= 1 && id <= this.length)) {
      throw new RangeError(`There is no event ${id}: the history has the events 1 to ${this.length}`);
    }
    // Every other cell is a kind.
    const kind = this.#cells[2 * id - 2] as EventKind;
    const kept = this.#cells[2 * id - 1];
    const { value, detail } = kept instanceof DetailedValue ? kept : { value: kept, detail: undefined };
    const previous = this.#previous?.get(id) ?? likelyPrevious(id);
    return { ...kind, previous, at: timeOf(id, this.#moments) ?? this.startedAt, value, detail };
  }

  #push(kind: EventKind, previous: number, at: number, value: unknown, detail: EventDetail | undefined): number {
    const id = this.#cells.push(kind, detail === undefined ? value : new DetailedValue(value, detail)) / 2;
    if (previous !== likelyPrevious(id)) (this.#previous ??= new Map()).set(id, previous);
    if (at !== this.latest) (this.#moments ??= []).push({ from: id, at });
    return id;
  }
}

/** Most events follow the one before them; the first state follows nothing, as the start of the execution does. */
function likelyPrevious(id: number): number {
  return id <= 2 ? 0 : id - 1;
}
