import type { Assignments } from '../query/data-flow.js';

/** How the task of a state appears in events. */
export interface TaskDescription {
  /** For Lambda by ARN the ARN, else the action, such as `putItem.waitForTaskToken`. */
  readonly resource: string;
  /** Such as `dynamodb`. */
  readonly resourceType: string;
}

export interface TaskLimits {
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
}

export interface ErrorDetail {
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export interface EvaluationDetail extends ErrorDetail {
  readonly location: string | undefined;
}

export interface TaskDetail {
  readonly task: TaskDescription;
  readonly limits?: TaskLimits;
  readonly failure?: ErrorDetail;
  readonly credentials?: unknown;
}

/**
 * One event of an execution, compact. The id is its place in the history, counted from 1.
 * What `name`, `value` and `detail` mean depends on the type: see `render-event.ts`.
 */
export interface HistoryRecord {
  readonly type: string;
  readonly previous: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly name: string | undefined;
  readonly value: unknown;
  readonly detail: Assignments | ErrorDetail | EvaluationDetail | TaskDetail | undefined;
}
