import type { Engine } from '../../../engine/index.js';

/** Tells which state a task belongs to, from the events that come before it. */
export interface RunningTask {
  readonly executionArn: string;
  readonly state: string;
}

/**
 * Follows the events of an engine. A handler is called right after the event that its task has started, so the task that started
 * last is the one it is called for.
 */
export function followTasks(engine: Engine): () => RunningTask {
  const states = new Map<string, string>();
  let last: RunningTask | undefined;
  engine.observe((event) => {
    const details = event.stateEnteredEventDetails ?? event['evaluationFailedEventDetails'];
    const key = (id: number): string => `${event.executionArn}#${id}`;
    const state = String(details?.['name'] ?? details?.['state'] ?? states.get(key(event.previousEventId)) ?? '');
    states.set(key(event.id), state);
    last = { executionArn: event.executionArn, state };
  });
  return () => {
    if (last === undefined) throw new TypeError('A task was called before any event of its execution');
    return last;
  };
}
