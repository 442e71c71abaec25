import type { ExecutionStatus } from '@aws-sdk/client-sfn';

/** Whether an execution has come to its end. `PENDING_REDRIVE` is none: its Map Run is about to run it again. */
export const hasEnded = (status: ExecutionStatus | undefined): boolean =>
  status !== 'RUNNING' && status !== 'PENDING_REDRIVE';
