import type { HistoryEvent } from './history-event.js';

/** Something that an execution waits for, or waited for when it ended. */
export interface PendingWork {
  /**
   * `task`: a task is at work; `callback`: its task token has to be sent; `job`: a service runs it to its end;
   * `retry`: it failed and is tried again; `wait`: time has to pass; `state`: it has been entered, and no more is known.
   */
  readonly kind: 'task' | 'callback' | 'job' | 'retry' | 'wait' | 'state';
  readonly state: string;
  /** What does the work, such as `lambda:invoke` or a function's ARN. */
  readonly resource?: string;
  /** How many of the same are pending, in iterations side by side. */
  readonly count: number;
  /** Since when, of the oldest. */
  readonly since: Date;
  /** When the oldest runs into its timeout. */
  readonly timesOutAt?: Date;
}

const SCHEDULED = /^(?:Task|LambdaFunction|Activity)Scheduled$/;
const STARTED = /^(?:Task|LambdaFunction|Activity)Started$/;
const FAILED =
  /^(?:Task|LambdaFunction|Activity)(?:Failed|TimedOut|StartFailed|SubmitFailed|ScheduleFailed|StartTimedOut)$/;

/**
 * What is pending in a stretch of history, oldest event first, that begins where the current state was entered.
 *
 * Every event names the one before it, and iterations of a Map make branches of that chain: what is pending shows at
 * the end of each branch.
 */
export function pendingWork(events: readonly HistoryEvent[]): PendingWork[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const followed = new Set(events.map(({ previousEventId }) => previousEventId));
  const found = new Map<string, PendingWork>();
  for (const event of events) {
    if (followed.has(event.id) || event.type?.startsWith('Execution')) continue;
    const work = workAt(event, byId);
    if (!work) continue;
    const key = `${work.kind} ${work.state} ${work.resource}`;
    const same = found.get(key);
    found.set(key, same ? { ...same, count: same.count + 1 } : work);
  }
  return [...found.values()];
}

type Chain = ReadonlyMap<number | undefined, HistoryEvent>;

function workAt(event: HistoryEvent, chain: Chain): PendingWork | undefined {
  const { type = '', timestamp: since = new Date(0) } = event;
  const state = before(event, chain, ({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name) ?? '';
  if (type === 'WaitStateEntered') return { kind: 'wait', state, count: 1, since };
  if (type.endsWith('StateEntered')) return { kind: 'state', state, count: 1, since };
  if (FAILED.test(type)) return { kind: 'retry', state, count: 1, since, ...resourceOf(event, chain) };
  if (type === 'TaskSubmitted') {
    const { resource = '' } = event.taskSubmittedEventDetails ?? {};
    const kind = resource.endsWith('.waitForTaskToken') ? 'callback' : 'job';
    return { kind, state, count: 1, since, ...resourceOf(event, chain), ...timeoutOf(event, chain) };
  }
  if (SCHEDULED.test(type) || STARTED.test(type))
    return { kind: 'task', state, count: 1, since, ...resourceOf(event, chain), ...timeoutOf(event, chain) };
  // What has ended (an iteration, a Map's last one) or has not begun waits for nothing.
  return undefined;
}

/** The first answer on the way back through the chain. */
function before<Answer>(
  event: HistoryEvent,
  chain: Chain,
  ask: (event: HistoryEvent) => Answer | undefined,
): Answer | undefined {
  for (let at: HistoryEvent | undefined = event; at; at = chain.get(at.previousEventId)) {
    const answer = ask(at);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

const resourceOf = (event: HistoryEvent, chain: Chain): { readonly resource?: string } => {
  const resource = before(event, chain, (e) => {
    const { resourceType, resource } = e.taskScheduledEventDetails ?? {};
    if (resource !== undefined) return `${resourceType}:${resource}`;
    return (e.lambdaFunctionScheduledEventDetails ?? e.activityScheduledEventDetails)?.resource;
  });
  return resource === undefined ? {} : { resource };
};

const timeoutOf = (event: HistoryEvent, chain: Chain): { readonly timesOutAt?: Date } => {
  const timesOutAt = before(event, chain, (e) => {
    const details =
      e.taskScheduledEventDetails ?? e.lambdaFunctionScheduledEventDetails ?? e.activityScheduledEventDetails;
    if (details === undefined) return undefined;
    const { timeoutInSeconds } = details;
    return timeoutInSeconds === undefined || e.timestamp === undefined
      ? null
      : new Date(e.timestamp.getTime() + timeoutInSeconds * 1000);
  });
  return timesOutAt ? { timesOutAt } : {};
};
