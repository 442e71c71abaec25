import type { HistoryEvent } from '../history/render-event.js';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

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
  /** Ends a running execution as StopExecution does: status ABORTED, with the error and cause given. */
  stop(reason?: { error?: string; cause?: string }): void;
}
