import { batchTrace, emptyTrace, joinTraces, type BatchTrace } from '../breaker/batch-trace.js';
import { historyBackwards } from './execution-history.js';
import type { HistoryEvent } from './history-event.js';
import type { MachineShape } from './machine-shape.js';
import type { StepFunctionsClient } from './step-functions-client.js';

/** The state that an execution is in, or was in at its end. */
export interface StatePosition {
  readonly name: string;
  readonly enteredAt: Date;
  /** Set when it has been left and no other state entered since. */
  readonly exitedAt?: Date;
}

/** What has been read of an execution's history. */
export interface ExecutionReading {
  /** Id of the newest event: how many there are. */
  readonly events: number;
  readonly position: StatePosition | undefined;
  /** The events since the current state was entered, oldest first. */
  readonly recent: readonly HistoryEvent[];
  readonly trace: BatchTrace;
}

export const nothingRead: ExecutionReading = { events: 0, position: undefined, recent: [], trace: emptyTrace };

/**
 * Reads what is new in a history since the last reading, from its newest event backwards. Of a first reading only the
 * events of the current state are kept, the rest page by page goes into the trace.
 */
export async function readExecution(
  client: Pick<StepFunctionsClient, 'getExecutionHistory'>,
  executionArn: string,
  { states }: Pick<MachineShape, 'states'>,
  last: ExecutionReading = nothingRead,
): Promise<ExecutionReading> {
  const isEntry = ({ stateEnteredEventDetails: entered }: HistoryEvent): boolean =>
    entered?.name !== undefined && states.has(entered.name);
  let trace = emptyTrace;
  let recent: readonly HistoryEvent[] = [];
  let entry: HistoryEvent | undefined;
  let events = last.events;
  for await (const page of historyBackwards(client, executionArn, last.events)) {
    events = Math.max(events, page.at(-1)?.id ?? 0);
    trace = joinTraces(batchTrace(page), trace);
    if (entry) continue;
    const at = page.findLastIndex(isEntry);
    entry = page[at];
    recent = [...page.slice(Math.max(0, at)).map(withoutData), ...recent];
  }
  if (!entry) {
    recent = [...last.recent, ...recent];
    entry = recent.find(isEntry);
  }
  return { events, recent, position: positionAt(entry, recent), trace: joinTraces(last.trace, trace) };
}

function positionAt(entry: HistoryEvent | undefined, recent: readonly HistoryEvent[]): StatePosition | undefined {
  const name = entry?.stateEnteredEventDetails?.name;
  if (name === undefined || entry?.timestamp === undefined) return undefined;
  const exit = recent.find(({ stateExitedEventDetails }) => stateExitedEventDetails?.name === name);
  return { name, enteredAt: entry.timestamp, ...(exit?.timestamp && { exitedAt: exit.timestamp }) };
}

const DATA = new Set(['input', 'output', 'parameters', 'assignedVariables', 'cause']);

/** Twenty thousand events of one state are kept at once, their payloads are not. */
function withoutData(event: HistoryEvent): HistoryEvent {
  const members = Object.entries(event).map(([name, value]: [string, unknown]) => [
    name,
    name.endsWith('EventDetails') && typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).filter(([field]) => !DATA.has(field)))
      : value,
  ]);
  return Object.fromEntries(members) as HistoryEvent;
}
