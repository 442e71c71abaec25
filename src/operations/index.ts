/** @module stepbreaker/operations: looking at executions, stopping and restarting them without losing or repeating an item. */
export { awsCliLines, type AwsCliLines } from './aws-cli-lines.js';
export type { BatchReport } from './batch-report.js';
export type { Connection } from './connection.js';
export { connectionTo, parseExecutionArn, type ExecutionArn } from './execution-arn.js';
export type { StatePosition } from './execution-reading.js';
export type { ExecutionStatus } from './execution-status.js';
export type { HistoryEvent } from './history-event.js';
export { inspectExecution, type ExecutionReport, type InspectedExecution } from './execution-report.js';
export { findStateMachine, listExecutions, type ListedExecution, type ListOptions } from './list-executions.js';
export type { MachineShape, ModelAddress } from './machine-shape.js';
export { OperationError } from './operation-error.js';
export type { PendingWork } from './pending-work.js';
export {
  findStuckExecution,
  recoverExecution,
  type RecoverOptions,
  type RecoveryOutcome,
  type RecoveryStep,
} from './recover-execution.js';
export { redriveExecution, type RedrivenExecution } from './redrive-execution.js';
export {
  restartExecution,
  restartPlan,
  successorOf,
  successorPlan,
  type RestartedExecution,
  type RestartOptions,
  type RestartPlan,
} from './restart-execution.js';
export { smokeCheck, type SmokeCheck, type SmokeCheckOptions } from './smoke-check.js';
export { connectStepFunctions, type StepFunctionsClient } from './step-functions-client.js';
export { MANUAL_STOP, stopExecution, type StoppedExecution, type StopReason } from './stop-execution.js';
export { continuedBy, watchExecution, type WatchOptions } from './watch-execution.js';
export { MissingPackageError } from '../runtime/optional-package.js';
