/** The part of a Step Functions history event that a batch is read from, as GetExecutionHistory gives it. */
export interface BatchEvent {
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

/** An item that a call inside the chunk in flight has served, or that no target could serve. */
export interface ServedItem {
  readonly item: unknown;
  readonly tier: string;
}

/**
 * What a stretch of an execution's history tells of its batch. Stretches join, so that a history of 25,000 events is
 * read a page at a time, from either end.
 */
export interface BatchTrace {
  /** The input of the execution as JSON text, when the stretch begins with ExecutionStarted. */
  readonly input: string | undefined;
  /** The latest value of each variable that the stretch assigns, as JSON text. */
  readonly variables: ReadonlyMap<string, string>;
  /** Items that ended after the last assignment of `chunk`: no variable counts them yet. */
  readonly served: readonly ServedItem[];
}

export const emptyTrace: BatchTrace = { input: undefined, variables: new Map(), served: [] };

/** Reads a stretch of a history, oldest event first. */
export function batchTrace(events: Iterable<BatchEvent>): BatchTrace {
  const variables = new Map<string, string>();
  let input: string | undefined;
  let served: ServedItem[] = [];
  for (const { type, executionStartedEventDetails: started, stateExitedEventDetails: exited } of events) {
    if (started) input = started.input ?? '{}';
    if (!exited) continue;
    const assigned = Object.entries(exited.assignedVariables ?? {});
    for (const [name, json] of assigned) variables.set(name, json);
    if (assigned.some(([name]) => name === 'chunk')) served = [];
    // A Choice hands its input on: only who did the work tells of it.
    else if (type !== 'ChoiceStateExited') served.push(...servedItem(exited.output));
  }
  return { input, variables, served };
}

/** The trace of two stretches, one right after the other. */
export const joinTraces = (older: BatchTrace, newer: BatchTrace): BatchTrace => ({
  input: older.input ?? newer.input,
  variables: new Map([...older.variables, ...newer.variables]),
  served: newer.variables.has('chunk') ? newer.served : [...older.served, ...newer.served],
});

function servedItem(output: string | undefined): ServedItem[] {
  // Most outputs are none: a look at the text spares parsing them.
  if (output === undefined || !output.includes('"tier"')) return [];
  const value: unknown = JSON.parse(output);
  return typeof value === 'object' && value !== null && 'item' in value && 'tier' in value ? [value as ServedItem] : [];
}
