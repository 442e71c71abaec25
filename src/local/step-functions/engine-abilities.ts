import type { Engine, Execution } from '../../engine/index.js';

/** An engine that has activities. */
export interface ActivityEngine extends Engine {
  /** Waits for the next task of an activity; undefined when the signal aborts first. */
  pollActivity(order: {
    activityArn: string;
    workerName?: string;
    signal: AbortSignal;
  }): Promise<{ readonly taskToken: string; readonly input: unknown } | undefined>;
}

/** An execution that can be started again where it failed. */
export interface RedrivableExecution extends Execution {
  readonly redriveCount: number;
  readonly redriveDate?: Date;
  redrive(): void;
}

/** Counts of items or child executions of a map run. */
export interface MapRunCounts {
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly total: number;
  readonly resultsWritten: number;
  readonly failuresNotRedrivable?: number;
  readonly pendingRedrive?: number;
}

/** The run of a distributed Map state. */
export interface MapRun {
  readonly mapRunArn: string;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly itemCounts: MapRunCounts;
  readonly executionCounts: MapRunCounts;
  /** The executions of its items, oldest first. */
  executions(): readonly Execution[];
  update(limits: {
    maxConcurrency?: number;
    toleratedFailureCount?: number;
    toleratedFailurePercentage?: number;
  }): void;
}

/** An engine that runs distributed Map states. */
export interface MapRunEngine extends Engine {
  mapRuns(): readonly MapRun[];
}

export function hasActivities(engine: Engine): engine is ActivityEngine {
  return 'pollActivity' in engine;
}

export function isRedrivable(execution: Execution): execution is RedrivableExecution {
  return 'redrive' in execution;
}

/** All map runs, oldest first; none when the engine has no distributed Map states. */
export function mapRunsOf(engine: Engine): readonly MapRun[] {
  return 'mapRuns' in engine ? (engine as MapRunEngine).mapRuns() : [];
}
