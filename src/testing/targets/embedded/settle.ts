import { TaskError, type Clock } from '../../../engine/index.js';
import { isError } from '../../../runtime/is-error.js';
import { stepOf, type MockedCall } from '../../mocks/outcome.js';

/** What is needed to let an outcome happen. */
export interface Settling {
  readonly clock: Pick<Clock, 'sleep'>;
  readonly arguments: unknown;
  readonly call: MockedCall;
  /** Aborts when the outcome is no longer needed. */
  readonly signal: AbortSignal;
  /** Told of a promise that a mock function gave. */
  readonly onRunning: (running: Promise<unknown>) => void;
}

/**
 * Lets an outcome happen: gives its value, or a promise of it when it takes time.
 *
 * @throws the error of an outcome that is one; a {@link TaskError} when it has a name and cause of its own
 */
export function settle(outcome: unknown, settling: Settling): unknown {
  const step = stepOf(outcome);
  const { clock, signal } = settling;
  switch (step.kind) {
    case 'value':
      return step.value;
    case 'error':
      throw isError(step.thrown) ? step.thrown : new TaskError(step.thrown.error, step.thrown.cause);
    case 'pending':
      return clock.sleep(Infinity, signal);
    case 'after':
      return clock.sleep(step.milliseconds, signal).then(() => settle(step.outcome, settling));
    case 'function': {
      const returned = step.call(settling.arguments, settling.call);
      if (!(returned instanceof Promise)) return settle(returned, settling);
      settling.onRunning(returned);
      return returned.then((outcomeOfIt: unknown) => settle(outcomeOfIt, settling));
    }
  }
}
