import type { Execution } from '../../../engine/index.js';
import type { Revision, StateMachine } from './state-machine.js';

/** An execution of the engine with what only the API knows about it. */
export interface ExecutionRecord {
  readonly execution: Execution;
  readonly machine: StateMachine;
  /** What the execution runs. */
  readonly revision: Revision;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  /** The input as it was given: DescribeExecution gives it back letter by letter. */
  readonly input: string;
  readonly traceHeader?: string;
}
