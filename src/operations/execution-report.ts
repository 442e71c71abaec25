import { batchReport, type BatchReport } from './batch-report.js';
import { parseExecutionArn } from './execution-arn.js';
import { nothingRead, readExecution, type ExecutionReading, type StatePosition } from './execution-reading.js';
import type { ExecutionStatus } from './execution-status.js';
import { machineShape, type MachineShape } from './machine-shape.js';
import { pendingWork, type PendingWork } from './pending-work.js';
import type { StepFunctionsClient } from './step-functions-client.js';

/** What is known of an execution: where it is, what it waits for, and what a restart would carry over. */
export interface ExecutionReport {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly error?: string;
  readonly cause?: string;
  /** The output of an execution that succeeded, as JSON text. */
  readonly output?: string;
  /** Events in its history; AWS ends an execution at 25,000. */
  readonly events: number;
  /** The current state, or the last one. */
  readonly state?: StatePosition;
  readonly pending: readonly PendingWork[];
  /** For circuit breaker machines. */
  readonly batch?: BatchReport;
}

/** An execution that is looked at, now and again. */
export interface InspectedExecution {
  readonly report: ExecutionReport;
  readonly shape: MachineShape;
  readonly reading: ExecutionReading;
}

/**
 * Looks at an execution. Given an earlier look, it reads only what is new since.
 *
 * @throws OperationError when the execution is not there, may not be read, or is an Express one
 */
export async function inspectExecution(
  client: StepFunctionsClient,
  executionArn: string,
  earlier?: InspectedExecution,
): Promise<InspectedExecution> {
  const { name } = parseExecutionArn(executionArn);
  // The status first: a history that is read after the end has all of it.
  const described = await client.describeExecution({ executionArn });
  const shape =
    earlier?.shape ??
    machineShape((await client.describeStateMachineForExecution({ executionArn })).definition ?? '{}');
  const reading = await readExecution(client, executionArn, shape, earlier?.reading ?? nothingRead);
  const {
    stateMachineArn = '',
    status = 'RUNNING',
    startDate = new Date(0),
    stopDate,
    error,
    cause,
    output,
  } = described;
  const report: ExecutionReport = {
    executionArn,
    stateMachineArn,
    name,
    status,
    startDate,
    ...(stopDate && { stopDate }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(output !== undefined && { output }),
    events: reading.events,
    ...(reading.position && { state: reading.position }),
    pending: pendingWork(reading.recent),
    ...(shape.targets && { batch: batchReport(reading.trace, shape.targets, name) }),
  };
  return { report, shape, reading };
}
