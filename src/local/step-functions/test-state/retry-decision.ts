import { objectsOf, type Fields } from '../definition/definition-scope.js';

/** What a state's Retry makes of an error. */
export interface RetryDecision {
  readonly retryIndex: number;
  /** Undefined when the retrier has no attempt left. */
  readonly retryBackoffIntervalSeconds?: number;
}

const DEFAULTS = { IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 } as const;

/**
 * The first retrier that matches decides, as in an execution; jitter is left out, so that the answer is the longest delay.
 *
 * @param retryCount how often that retrier has retried already
 */
export function decideRetry(state: Fields, error: string, retryCount: number): RetryDecision | undefined {
  for (const [retryIndex, retrier] of objectsOf(state['Retry'])) {
    if (!matches(retrier['ErrorEquals'], error)) continue;
    const number = (field: keyof typeof DEFAULTS): number => {
      const value = retrier[field];
      return typeof value === 'number' ? value : DEFAULTS[field];
    };
    if (retryCount >= number('MaxAttempts')) return { retryIndex };
    const delay = number('IntervalSeconds') * number('BackoffRate') ** retryCount;
    const most = retrier['MaxDelaySeconds'];
    return {
      retryIndex,
      retryBackoffIntervalSeconds: Math.floor(typeof most === 'number' ? Math.min(delay, most) : delay),
    };
  }
  return undefined;
}

/** Errors that no wildcard matches. */
const UNCATCHABLE = ['States.Runtime', 'States.DataLimitExceeded'];

function matches(names: unknown, error: string): boolean {
  if (!Array.isArray(names)) return false;
  return names.some(
    (name) =>
      name === error ||
      (name === 'States.ALL' && !UNCATCHABLE.includes(error)) ||
      (name === 'States.TaskFailed' && error !== 'States.Timeout' && !UNCATCHABLE.includes(error)),
  );
}
