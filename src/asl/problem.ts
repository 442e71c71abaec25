import type { ProblemCode } from './problem-code.js';

/** Something wrong with a state machine: where, what, and what to do about it. */
export interface Problem {
  readonly code: ProblemCode;
  /** An `error` keeps the machine from working; a `warning` is legal and probably not meant. */
  readonly severity: 'error' | 'warning';
  /** The state; absent when the whole machine or flow is meant. */
  readonly state?: string;
  /** The field inside the state, in ASL's spelling: `Catch[0].Assign.failure_count`. */
  readonly field?: string;
  /** The line in the source of the definition, from 1, where it is known. */
  readonly line?: number;
  /** The file of `line`, from the working directory: for machines that the builder made. */
  readonly file?: string;
  /** Where in the definition, key by key. */
  readonly path?: readonly (string | number)[];
  readonly message: string;
  readonly fix: string;
}
