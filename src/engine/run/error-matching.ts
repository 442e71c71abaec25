import type { StateFailure } from './state-failure.js';

/**
 * Whether the names of a Retry or Catch entry match a failure.
 *
 * `States.ALL` matches whatever may be caught at all, `States.TaskFailed` everything but `States.Timeout`; a missed heartbeat
 * is a `States.Timeout` that `States.HeartbeatTimeout` matches as well
 * (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html; where it differs, recordings of AWS decide).
 */
export function matchesError(names: readonly string[], failure: StateFailure): boolean {
  if (!failure.catchable) return false;
  return names.some((name) => {
    if (name === failure.error || name === 'States.ALL') return true;
    if (name === 'States.TaskFailed') return failure.error !== 'States.Timeout';
    return name === 'States.HeartbeatTimeout' && failure.heartbeat === true;
  });
}
