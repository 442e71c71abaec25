import { toPlainJson } from '../json/plain-json.js';
import { isStateFailure } from '../run/state-failure.js';
import type { Handlers } from './handlers.js';
import type { TaskAttempt } from './task-attempt.js';

/** Finds the handler of a task; fails the task when there is none. */
export function lookUp<Handler>(attempt: TaskAttempt, find: (handlers: Handlers) => Handler): Handler | undefined {
  try {
    return find(attempt.frame.execution.tasks.handlers);
  } catch (thrown) {
    if (!isStateFailure(thrown)) throw thrown;
    attempt.fail(thrown);
    return undefined;
  }
}

/** Handlers may do with their arguments what they like: what the engine keeps is not theirs to change. */
export function callWithCopy<Context>(
  handler: (payload: never, context: Context) => unknown,
  payload: unknown,
  context: Context,
): unknown {
  // A handler declares the payload it expects; that the machine sends that is not for the type system to know.
  return handler(toPlainJson(payload) as never, context);
}
