import type { Assignments } from '../query/data-flow.js';
import type { EventKind } from './event-kind.js';

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

/** What a task was scheduled with, beside its parameters. */
export interface ScheduleDetail {
  readonly limits: TaskLimits;
  /** The ARN of the role, if there is one. */
  readonly credentials: unknown;
}

/** What an event tells beside its value. */
export type EventDetail = Assignments | ErrorDetail | EvaluationDetail | ScheduleDetail;

/**
 * One event of an execution. The id is its place in the history, counted from 1. What `name`, `value` and `detail` mean depends
 * on the type: see `render-event.ts`.
 */
export interface HistoryRecord extends EventKind {
  readonly previous: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly value: unknown;
  readonly detail: EventDetail | undefined;
}
