import type { BatchInput } from './batch.js';
import { batchTrace, type BatchEvent, type BatchTrace } from './batch-trace.js';
import { circuitVariable, type CircuitRecord } from './circuit-record.js';
import type { WaitingItem } from './work-queue.js';

export type ContinuationEvent = BatchEvent;

/**
 * The input with which a stopped or failed execution of a circuit breaker machine is started again, so that every item
 * ends in exactly one outcome: what was in flight and has no outcome in the history waits again with the tries it had.
 * An execution that had not begun its work is started with its own input.
 *
 * Add `state: 'HALF_OPEN'` to begin with a probe.
 *
 * @param trace the whole history, read with {@link batchTrace}
 * @param targets the machine's targets, first choice first
 * @throws TypeError when the trace lacks the beginning of the history
 */
export function continuation(trace: BatchTrace, targets: readonly string[]): BatchInput {
  if (trace.input === undefined)
    throw new TypeError('the history does not begin with ExecutionStarted: read it from its first event');
  if (!trace.variables.has('pages')) return JSON.parse(trace.input) as BatchInput;

  const value = <T>(name: string): T => JSON.parse(trace.variables.get(name) ?? 'null') as T;
  const served = { ...value<Record<string, number>>('served') };
  for (const { tier } of trace.served) served[tier] = (served[tier] ?? 0) + 1;
  return {
    items: value<unknown[][]>('pages').slice(value<number>('page')).flat(),
    waiting: [...value<WaitingItem[]>('waiting'), ...unserved(value<WaitingItem[]>('chunk'), trace)],
    circuits: Object.fromEntries(targets.map((t) => [t, value<CircuitRecord>(circuitVariable(t))])),
    served,
    total: value<number>('total'),
    batch: value<string>('batch'),
    continuation: value<number>('continuation') + 1,
  };
}

/** The same from the events of a whole history, oldest first. */
export const continuationInput = (history: Iterable<ContinuationEvent>, targets: readonly string[]): BatchInput =>
  continuation(batchTrace(history), targets);

/** Entries of the chunk in flight without an outcome. A batch may hold an item twice: each outcome settles one entry. */
function unserved(chunk: readonly WaitingItem[], { served }: BatchTrace): WaitingItem[] {
  const settled = new Map<string, number>();
  for (const { item } of served) {
    const key = JSON.stringify(item);
    settled.set(key, (settled.get(key) ?? 0) + 1);
  }
  return chunk.filter((entry) => {
    const key = JSON.stringify(entry.item);
    const left = settled.get(key) ?? 0;
    if (left > 0) settled.set(key, left - 1);
    return left === 0;
  });
}
