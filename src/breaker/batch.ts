import type { CircuitRecord } from './circuit-record.js';
import type { CircuitState } from '../circuit/circuit-state.js';
import type { WaitingItem } from './work-queue.js';

/**
 * What a batch is started with. The operator's `{"state":"HALF_OPEN","failure_count":0}` and the continuation that the
 * machine hands to its successor are one format: whatever is missing has its default.
 */
export interface BatchInput<Item = unknown> {
  /** The items no call has been made for. Any JSON but lists. Default: what `loadItems` lists, or none. */
  readonly items?: readonly Item[];
  /**
   * State of the first target's circuit. What is none of the three counts as CLOSED. Default: as in `circuits`. Shared
   * circuits have the state that their table shows; HALF_OPEN then probes one that is not CLOSED at once.
   */
  readonly state?: CircuitState;
  /** With `state: 'CLOSED'`, unless the circuit is shared: failures to count as if they had happened now. */
  readonly failure_count?: number;
  /** With `state: 'CLOSED'`: when the last failures happened, in epoch milliseconds; instead of `failure_count`. */
  readonly failures?: readonly number[];
  /** Items that were tried and wait for another try or another target. */
  readonly waiting?: readonly WaitingItem<Item>[];
  /** The circuits by target. */
  readonly circuits?: Readonly<Record<string, CircuitRecord>>;
  /** Outcomes so far, by tier. */
  readonly served?: Readonly<Record<string, number>>;
  /** Items of the whole batch, over all its executions. Default: the number of `items`. */
  readonly total?: number;
  /** Name of the batch: that of its first execution. */
  readonly batch?: string;
  /** How many executions came before in this batch. */
  readonly continuation?: number;
}

/** What a batch ends with. */
export interface BatchOutput {
  readonly items: number;
  /** Items by the tier that served them; `rejected` is what even the last resort could not serve. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly circuits: Readonly<Record<string, CircuitRecord>>;
  readonly continuation: number;
  /** ARN of the successor that goes on with the batch. Absent when the batch is done. */
  readonly continuedBy?: string;
}
