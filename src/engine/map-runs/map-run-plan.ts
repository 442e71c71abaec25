import type { Outcome, Program } from '../run/compiled-state.js';
import type { ExecutionRun } from '../run/execution-run.js';
import type { MapRunLimits } from './map-run.js';

/** What a map run iterates over. */
export interface ItemSet {
  readonly values: readonly unknown[];
  /** The names of the members, when the items are those of a JSON object. */
  readonly keys?: readonly string[];
  /** `STATE_DATA`, or the S3 URI that an item was read from: `$$.Map.Item.Source`. */
  readonly sourceOf: (index: number) => string;
}

/** The input of one child execution: an item, or a batch of them. */
export interface ChildInput {
  readonly input: unknown;
  readonly itemCount: number;
}

/** The inputs of all children; each is made when its child begins. */
export interface ChildInputs {
  readonly length: number;
  readonly itemCount: number;
  /** Throws a StateFailure. */
  at(index: number): ChildInput;
}

/** What is left of a child that has ended. */
export interface ChildResult {
  readonly succeeded: boolean;
  readonly values: readonly unknown[];
}

/** How a map run ended, for its results. */
export interface MapRunEnd {
  readonly mapRunArn: string;
  /** In the order of the children; a child that never began has none. */
  readonly results: readonly (ChildResult | undefined)[];
  readonly inputs: ChildInputs;
}

/** What becomes of the results. */
export interface ResultPlan {
  /** What to keep of a child that has ended: none, one or several results. */
  readonly keep: (child: ExecutionRun) => readonly unknown[];
  /** Makes the result of the state, when the run succeeded. */
  readonly collect?: (end: MapRunEnd) => unknown;
  /** Instead of that: writes the results out, whether the run succeeded or not, and gives the result of the state. */
  readonly write?: (end: MapRunEnd) => Promise<unknown>;
}

/** A distributed Map state that is about to run its items. */
export interface MapRunPlan {
  readonly label: string;
  readonly program: Program;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Only the limits that the state gives. */
  readonly limits: Partial<MapRunLimits>;
  readonly items: ItemSet | (() => Promise<ItemSet>);
  /** Throws a StateFailure. */
  readonly inputsOf: (items: ItemSet) => ChildInputs;
  readonly results: ResultPlan;
  readonly onResult: (result: unknown) => Outcome;
}
