import type { Execution } from '../run/execution.js';

/** Items, or child executions, of a map run by how far they are. */
export interface MapRunCounts {
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly total: number;
  /** Those whose result a ResultWriter has written. */
  readonly resultsWritten: number;
  readonly failuresNotRedrivable: number;
  readonly pendingRedrive: number;
}

/** What UpdateMapRun may change while the map run is running. */
export interface MapRunLimits {
  /** Child executions at the same time; 0 for as many as there may be, 10,000. */
  readonly maxConcurrency: number;
  /** Items that may fail. 0 unless the state says otherwise. */
  readonly toleratedFailureCount: number;
  /** Per cent of the items that may fail. 0 unless the state says otherwise. */
  readonly toleratedFailurePercentage: number;
}

export type MapRunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/**
 * One attempt of a distributed Map state at its items
 * (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-examine-map-run.html).
 */
export interface MapRun extends MapRunLimits {
  readonly mapRunArn: string;
  /** The execution whose state this is. */
  readonly executionArn: string;
  /** The state machine of the child executions: that of the parent, and the label. */
  readonly stateMachineArn: string;
  /** The state's Label, or what stands for it. */
  readonly label: string;
  readonly status: MapRunStatus;
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly itemCounts: MapRunCounts;
  readonly executionCounts: MapRunCounts;
  readonly redriveCount: number;
  readonly redriveDate?: Date;
  /**
   * The child executions that began, oldest first. Express children that succeeded are not kept: what is left of them is
   * their result and their place in the counts.
   */
  executions(): readonly Execution[];
  /** Changes the limits; a map run that has ended stays as it is. */
  update(limits: Partial<MapRunLimits>): void;
}
