import type { State } from './state.js';

/** The query languages of Step Functions. */
export type QueryLanguage = 'JSONata' | 'JSONPath';

/**
 * `S`: the names of the states. `T`: the names that something leads to. `A`: the start. Whatever is left over is refused,
 * at its line. The condition is worked out once for all states, not once for each: that is most of what a state costs
 * the compiler.
 */
type States<S extends string, T extends string, A extends string, V, O> = {
  readonly [K in S]: State<T, V, O>;
} & Unreachable<Exclude<S, NoInfer<T> | NoInfer<A>>>;

/** The name of the missing property is the compiler's message. */
type Unreachable<S extends string> = [S] extends [never]
  ? unknown
  : {
      readonly [K in S]: {
        readonly [M in `state '${K}' is unreachable: no startAt, next, default or catch names it`]: never;
      };
    };

/** A machine or flow: its first state and its states by name. */
export interface Definition<S extends string, T extends S, A extends S, V, O> {
  readonly comment?: string;
  readonly startAt: A;
  readonly states: States<S, T, A, V, O>;
}

export interface MachineDefinition<S extends string, T extends S, A extends S, V, O> extends Definition<S, T, A, V, O> {
  /** For messages about this machine. Not part of its ASL. */
  readonly name?: string;
  /** Seconds the whole execution may take before it ends as TIMED_OUT, which nothing catches. Default: no limit. */
  readonly timeoutSeconds?: number;
  /** The version of the States Language. Default `1.0`, the only one. */
  readonly version?: string;
  /** What expressions are written in. Default `JSONata`. */
  readonly queryLanguage?: QueryLanguage;
}

/** Like a flow, but states may lead to `exit:NAME`, and nothing in it ends the execution with an output. */
export interface FragmentDefinition<S extends string, T extends string, A extends S, X extends string, V> {
  readonly comment?: string;
  readonly exits: readonly X[];
  readonly startAt: A;
  readonly states: States<S, T, A, V, never>;
}
