import type { AnyState, End, JsonTemplate } from '../../asl/index.js';
import type { States } from './blueprint.js';
import type { Rule } from './rule.js';

/** Values for variables: JSONata text, or a literal value. */
export type Assignments = Readonly<Record<string, unknown>>;

/** Where the circuits of a machine live: what its parts do differently about that. */
export interface CircuitScope {
  /** The state that everything leads back to. */
  readonly decide: 'Route' | 'Read circuits';
  /** The circuits at the start, and whatever else the scope keeps. */
  readonly variables: Assignments;
  /** The scope's own states. */
  readonly states: States;
  /** Rules of `Route` that come before any work, in order of precedence. */
  readonly rules: readonly Rule[];
  /** Rules of `Route` for a probe of a target that is due. */
  probeRules(target: string): readonly Rule[];
  /** The cool-down of the first target. */
  readonly cooldown: {
    /** JSONata for its end, in epoch milliseconds. */
    readonly until: string;
    /** An operator asked for a probe now. */
    readonly ended: Assignments;
  };
  /** A chunk of calls to a target. */
  chunk(target: string): {
    /** The states behind a call that failed, the first named `… failed`; its input is what the call left behind. */
    failed(end: End): Readonly<Record<string, AnyState>>;
    /** History events that one failure costs at most. */
    readonly failureEvents: number;
    /** What follows for the circuit from all calls. */
    readonly assign: Assignments;
  };
  /** A probe of a target. */
  probe(target: string): {
    readonly succeeded: Assignments;
    readonly failed: Assignments;
    /** What the state `next` has to know of a probe that failed. */
    readonly failedOutput: JsonTemplate;
    readonly next: string;
  };
}
