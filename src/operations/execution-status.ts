/** The status of an execution, as Step Functions names it. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

/** Whether an execution has come to its end. `PENDING_REDRIVE` is none: its Map Run is about to run it again. */
export const hasEnded = (status: ExecutionStatus | undefined): boolean =>
  status !== 'RUNNING' && status !== 'PENDING_REDRIVE';
