import type { StateType } from '../definition/state-fields.js';
import type { EventKind } from '../history/event-kind.js';
import type { Catcher } from './catcher.js';
import type { Frame } from './frame.js';
import type { Retrier } from './retry-policy.js';

/** Where a frame goes on: the number of the next state of its program, {@link END}, or {@link BLOCKED}. */
export type Outcome = number;

/** The frame's program is over; its output is in `frame.stateInput`. */
export const END = -1;

/** The frame waits: for time, a task, or the frames that it forked. */
export const BLOCKED = -2;

/** A state, ready to run. */
export interface CompiledState {
  readonly name: string;
  readonly type: StateType;
  readonly entered: EventKind;
  readonly exited: EventKind;
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
  /** One attempt at the state. Throws a StateFailure. */
  readonly begin: (frame: Frame) => Outcome;
}

/** The states of a machine, a branch or an item processor, by number. */
export interface Program {
  readonly start: number;
  readonly states: readonly CompiledState[];
}

/** A state machine that can be run. */
export interface CompiledMachine {
  readonly program: Program;
  /** The machine's own TimeoutSeconds. */
  readonly timeoutSeconds: number | undefined;
}
