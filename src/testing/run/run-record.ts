import type { ExecutionStatus, HistoryEvent } from '../../engine/index.js';
import type { JsonObject } from '../json-object.js';

/** What any target gives back of an execution. */
export interface RunRecord {
  readonly definition: JsonObject;
  /** Such as `embedded`. */
  readonly target: string;
  /** Whether time in the history is virtual: the same in every run. */
  readonly isVirtualTime: boolean;
  readonly status: ExecutionStatus;
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  readonly startedAt: Date;
  /** When it ended, or the time now when it is still running. */
  readonly until: Date;
  readonly events: readonly HistoryEvent[];
}
