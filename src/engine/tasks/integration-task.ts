import { toPlainJson } from '../json/plain-json.js';
import { callWithCopy, lookUp } from './call-handler.js';
import type { TaskAttempt } from './task-attempt.js';

/** A service integration that a handler implements. */
export function startIntegration(attempt: TaskAttempt, resource: string, api: string): void {
  const { frame, state, args } = attempt;
  const handler = lookUp(attempt, (handlers) => handlers.integration(api));
  if (handler === undefined) return;
  const { taskToken } = frame;
  const task = {
    resource,
    executionArn: frame.execution.executionArn,
    state,
    get signal() {
      return attempt.signal;
    },
    submitted: (answer: unknown) => attempt.submit(toPlainJson(answer)),
    ...(taskToken === undefined ? {} : { taskToken }),
  };
  const resultOf = (result: unknown): unknown => result;
  attempt.handle(() => callWithCopy(handler, args, task), attempt.kind.failureOf, resultOf);
}
