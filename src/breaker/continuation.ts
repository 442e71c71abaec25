import type { BatchInput } from './batch.js';
import { circuitVariable, type CircuitRecord } from './circuit-record.js';
import type { WaitingItem } from './work-queue.js';

/** The part of a Step Functions history event that a continuation is read from, as GetExecutionHistory gives it. */
export interface ContinuationEvent {
  readonly type?: string | undefined;
  readonly executionStartedEventDetails?: { readonly input?: string | undefined } | undefined;
  readonly stateExitedEventDetails?:
    | {
        readonly name?: string | undefined;
        readonly output?: string | undefined;
        /** Values as JSON text, the way Step Functions records them. */
        readonly assignedVariables?: Readonly<Record<string, string>> | undefined;
      }
    | undefined;
}

/**
 * The input with which a stopped or failed execution of a circuit breaker machine is started again, so that every item
 * ends in exactly one outcome: what was in flight and has no outcome in the history waits again with the tries it had.
 *
 * Add `state: 'HALF_OPEN'` to begin with a probe.
 *
 * @param history the execution's events, oldest first
 * @param targets the machine's targets, first choice first
 * @throws TypeError when the history does not begin with ExecutionStarted
 */
export function continuationInput(history: Iterable<ContinuationEvent>, targets: readonly string[]): BatchInput {
  const variables = new Map<string, unknown>();
  let finished = new Set<string>();
  let started: BatchInput | undefined;
  for (const event of history) {
    if (event.executionStartedEventDetails)
      started = JSON.parse(event.executionStartedEventDetails.input ?? '{}') as BatchInput;
    const exited = event.stateExitedEventDetails;
    if (!exited) continue;
    const assigned = Object.entries(exited.assignedVariables ?? {});
    for (const [name, json] of assigned) variables.set(name, JSON.parse(json));
    if (assigned.some(([name]) => name === 'chunk')) finished = new Set();
    else {
      // A Choice hands its input on: only who did the work tells of it.
      const outcome = event.type === 'ChoiceStateExited' ? undefined : servedOutcome(exited.output);
      if (!outcome) continue;
      finished.add(JSON.stringify(outcome.item));
      count(variables, outcome.tier);
    }
  }
  if (!started) throw new TypeError('the history does not begin with ExecutionStarted: read it from its first event');
  if (!variables.has('pages')) return started;

  const value = <T>(name: string) => variables.get(name) as T;
  const open = value<WaitingItem[]>('chunk').filter((entry) => !finished.has(JSON.stringify(entry.item)));
  return {
    items: value<unknown[][]>('pages').slice(value<number>('page')).flat(),
    waiting: [...value<WaitingItem[]>('waiting'), ...open],
    circuits: Object.fromEntries(targets.map((t) => [t, value<CircuitRecord>(circuitVariable(t))])),
    served: value<Record<string, number>>('served'),
    total: value<number>('total'),
    batch: value<string>('batch'),
    continuation: value<number>('continuation') + 1,
  };
}

/** An item that a call inside a chunk has served, or that nobody could serve. */
function servedOutcome(output: string | undefined): { readonly item: unknown; readonly tier: string } | undefined {
  const value: unknown = JSON.parse(output ?? 'null');
  return typeof value === 'object' && value !== null && 'item' in value && 'tier' in value
    ? (value as { item: unknown; tier: string })
    : undefined;
}

function count(variables: Map<string, unknown>, tier: string): void {
  const served = variables.get('served') as Readonly<Record<string, number>>;
  variables.set('served', { ...served, [tier]: (served[tier] ?? 0) + 1 });
}
