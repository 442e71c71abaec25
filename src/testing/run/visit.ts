import type { JsonObject } from '../json-object.js';

/** An error as histories have it. */
export interface Failure {
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

/** One try of a task, or one run of a Map or Parallel state. */
export interface Attempt {
  /** Milliseconds since the start of the execution. */
  readonly at: number;
  /** As the task was scheduled; nothing for Map and Parallel. */
  readonly arguments?: unknown;
  result?: unknown;
  failure?: Failure;
}

/** One stay in a state, from entering it to leaving it, with all its retries. */
export interface Visit {
  readonly state: string;
  /** Such as `Task`. */
  readonly type: string;
  readonly frame: Frame;
  /** Milliseconds since the start of the execution. */
  readonly at: number;
  readonly enteredEvent: number;
  readonly input: unknown;
  readonly attempts: Attempt[];
  /** The runs of its branches or iterations, in the order in which they began. */
  readonly frames: Frame[];
  /** What was thrown last: caught when the visit has been left, else the end of its frame. */
  failure?: Failure;
  leftAt?: number;
  exitedEvent?: number;
  output?: unknown;
  /** The variables that were assigned on leaving. */
  assigned?: JsonObject;
}

/** A thread of an execution: its root, an iteration of a Map, or a branch of a Parallel state. */
export interface Frame {
  readonly owner?: Visit;
  /** Of the item, or of the branch; 0 for the root. */
  readonly index: number;
  readonly visits: Visit[];
}

/** `Each[0].Score`: the state with the iterations and branches it is in. */
export function addressOf(visit: Visit): string {
  return frameAddress(visit.frame) + visit.state;
}

function frameAddress({ owner, index }: Frame): string {
  return owner === undefined ? '' : `${addressOf(owner)}[${index}].`;
}

/** How often the visit tried again. */
export function retriesOf({ attempts }: Visit): number {
  return Math.max(0, attempts.length - 1);
}

/** The error that a Catch took, if one did. */
export function caughtBy(visit: Visit): Failure | undefined {
  return visit.leftAt === undefined ? undefined : visit.failure;
}

/** The error that ended the visit and its frame. */
export function fatalTo(visit: Visit): Failure | undefined {
  return visit.leftAt === undefined ? visit.failure : undefined;
}

/** All visits in the order of the path: what happened inside of a Map or Parallel follows it, iteration by iteration. */
export function visitsIn(frame: Frame): readonly Visit[] {
  return frame.visits.flatMap((visit) => [visit, ...byIndex(visit.frames).flatMap(visitsIn)]);
}

/** Frames by index; those of a retry after those that it repeats. */
function byIndex(frames: readonly Frame[]): readonly Frame[] {
  return frames.toSorted((a, b) => a.index - b.index);
}

/** The frames from the root to the one given. */
export function framesAround(frame: Frame): readonly Frame[] {
  return frame.owner === undefined ? [frame] : [...framesAround(frame.owner.frame), frame];
}
