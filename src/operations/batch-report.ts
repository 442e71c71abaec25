import type { BatchInput } from '../breaker/batch.js';
import type { CircuitRecord } from '../breaker/circuit-record.js';
import { continuation } from '../breaker/continuation.js';
import type { BatchTrace } from '../breaker/batch-trace.js';
import type { WaitingItem } from '../breaker/work-queue.js';

/** How far the batch of a circuit breaker machine is, and what a restart would begin with. */
export interface BatchReport {
  /** Name of the batch: that of its first execution. */
  readonly batch: string;
  /** How many executions came before this one. */
  readonly continuation: number;
  /** Items of the whole batch; undefined before they are counted. */
  readonly total: number | undefined;
  /** Items with an outcome, over all executions of the batch. */
  readonly done: number;
  /** Outcomes by tier. */
  readonly served: Readonly<Record<string, number>>;
  /** Items without an outcome: not tried, waiting for another try, and in the chunk at work. */
  readonly queued: { readonly fresh: number; readonly waiting: number; readonly inFlight: number };
  readonly circuits: Readonly<Record<string, CircuitRecord>>;
  /** The input that goes on with the batch. */
  readonly restartInput: BatchInput;
  /** The execution that goes on with the batch: the name that the machine itself gives when it hands over. */
  readonly successor: string;
}

/** @param name of the execution that the trace is of */
export function batchReport(trace: BatchTrace, targets: readonly string[], name: string): BatchReport {
  const read = continuation(trace, targets);
  const isPrepared = trace.variables.has('pages');
  const number = isPrepared ? (read.continuation ?? 1) - 1 : (read.continuation ?? 0);
  const batch = read.batch ?? name;
  // A successor is numbered also when this one had not begun: its name, and with it the restart, happens once.
  const restartInput: BatchInput = { ...read, batch, continuation: number + 1 };
  const { items = [], waiting = [], served = {}, total } = restartInput;
  const waitingBefore = isPrepared ? count(trace, 'waiting') : waiting.length;
  return {
    batch,
    continuation: number,
    total: total ?? (read.items ? items.length : undefined),
    done: Object.values(served).reduce((a, b) => a + b, 0),
    served,
    queued: { fresh: items.length, waiting: waitingBefore, inFlight: waiting.length - waitingBefore },
    circuits: isPrepared ? (restartInput.circuits ?? {}) : {},
    restartInput,
    successor: `${batch.slice(0, 70)}-${number + 1}`,
  };
}

const count = ({ variables }: BatchTrace, name: string): number =>
  (JSON.parse(variables.get(name) ?? '[]') as WaitingItem[]).length;
