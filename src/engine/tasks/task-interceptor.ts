import type { IntegrationTask } from './handlers.js';

/** An attempt at a task that is about to be made, as an interceptor sees it. */
export interface InterceptedTask extends IntegrationTask {
  readonly stateMachineArn: string;
  /** A copy of the state's arguments; made when it is read. */
  readonly arguments: unknown;
  /** How often the state has been retried since it was entered; 0 at the first attempt. */
  readonly retryCount: number;
}

/**
 * Takes the place of a task's work, or leaves it alone by giving nothing. Asked once for every attempt at a task of any kind, before
 * any handler is looked up.
 *
 * What it returns is run as a handler is: its time counts, errors become the task's, a {@link TaskError} with exactly its error
 * and cause. Its value is the raw result of the task: for `lambda:invoke` the whole `{ ExecutedVersion, Payload, StatusCode }`,
 * for `.sync` what the job ends with (TaskSubmitted comes before it), for an activity what the worker answers. For
 * `.waitForTaskToken` it is the answer to the submission; the task ends when its token is answered, which may happen in there.
 */
export type TaskInterceptor = (task: InterceptedTask) => (() => unknown) | undefined;
