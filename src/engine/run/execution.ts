import type { HistoryEvent } from '../history/render-event.js';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** Whether an execution can be redriven; a child of a map run is redriven by redriving its parent. */
export type RedriveStatus = 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';

/** An execution of a state machine, running or ended. */
export interface Execution {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly status: ExecutionStatus;
  /** The input as a JSON value. */
  readonly input: unknown;
  /** The output as a JSON value; there is one when the status is SUCCEEDED. */
  readonly output?: unknown;
  /** The error name of a failed, stopped or timed-out execution, if one was given. */
  readonly error?: string;
  readonly cause?: string;
  /** In the time of the engine's clock. */
  readonly startDate: Date;
  readonly stopDate?: Date | undefined;
  /**
   * State transitions as AWS bills them for Standard workflows: one for every state entered, inside of iterations and branches
   * too, and one for every retry (https://aws.amazon.com/step-functions/pricing/).
   */
  readonly billedTransitions: number;
  readonly eventCount: number;
  /** Resolves with this execution when it has ended, however it ended; it never rejects. */
  readonly finished: Promise<Execution>;
  /** The execution that started this one: by `states:startExecution`, or as an item of a distributed Map. */
  readonly parentArn?: string;
  /** The map run whose child this is. */
  readonly mapRunArn?: string;
  /** How many items a child of a map run was given: more than one with an ItemBatcher. */
  readonly itemCount?: number;
  /**
   * The events so far, as GetExecutionHistory gives them; or those of one page, which costs only that.
   *
   * @param from the index of the first event, counted from 0 @default 0
   * @param to the index after the last one @default the number of events
   */
  history(from?: number, to?: number): HistoryEvent[];
  /** How often the execution was redriven. */
  readonly redriveCount: number;
  /** When last. */
  readonly redriveDate?: Date | undefined;
  readonly redriveStatus: RedriveStatus;
  /** Why the execution cannot be redriven, in AWS's words. */
  readonly redriveStatusReason?: string | undefined;
  /**
   * Lets an execution that failed, timed out or was stopped go on where it ended, as RedriveExecution does: the same ARN and
   * definition, only the states, branches and iterations that did not end well, their retries counted anew, with the whole of the
   * machine's timeout. There is a new {@link finished} then.
   *
   * @throws EngineError `ExecutionNotRedrivable`, saying why: it runs or has succeeded, is Express, ended more than 14 days ago, or has no room for more events
   */
  redrive(): void;
  /** Ends a running execution as StopExecution does: status ABORTED, with the error and cause given. */
  stop(reason?: { error?: string; cause?: string }): void;
}
