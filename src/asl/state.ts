import type { Call, CallKind } from './call.js';
import type { CustomError, ErrorName, ErrorNames } from './error-name.js';
import type { Expression } from './expression.js';
import type { Scope } from './scope.js';
import type { JsonataText, JsonTemplate, Templated } from './template.js';

/** Ends the execution, or the flow, after the state: made by `end(output)`. */
export interface End<O = unknown> {
  readonly end: true;
  readonly output?: unknown;
  readonly types?: O;
}

/** New values of declared variables. All are computed from the values at the state's entry, then written together. */
export type Assign<V, S extends Scope> = { readonly [K in keyof V]?: Templated<V[K], S> };

interface Described {
  /** For people: shown in the console, with no effect on the execution. */
  readonly comment?: string;
}

/** What several kinds of state can do when they are done. `S`: what their expressions may read. */
interface Continues<T, V, O, S extends Scope> extends Described {
  readonly assign?: Assign<V, S>;
  /** The next state's input. Default: the result of the state's work, or its input when it does none. */
  readonly output?: JsonTemplate<S>;
  /** The next state, or `end(output)`. */
  readonly next: T | End<O>;
}

/** When and how often failed work is repeated. The first retrier that matches the error decides. */
export interface Retrier extends Described {
  readonly errors: ErrorNames;
  /** Seconds before the first retry. Default 1. */
  readonly intervalSeconds?: number;
  /** What the interval is multiplied by at every further retry. Default 2, at least 1. */
  readonly backoffRate?: number;
  /** Retries, not counting the first attempt. Default 3; 0 means never. */
  readonly maxAttempts?: number;
  /** The longest a wait may become, in seconds. Default: no limit. */
  readonly maxDelaySeconds?: number;
  /** `FULL` waits for a random part of the interval, so that many executions do not retry together. Default `NONE`. */
  readonly jitterStrategy?: 'FULL' | 'NONE';
}

/** Where an error leads that no retrier has cured. */
export interface Catcher<T, V> extends Described {
  readonly errors: ErrorNames;
  readonly assign?: Assign<V, 'error'>;
  /** The next state's input. Default: `{ Error, Cause }`. */
  readonly output?: JsonTemplate<'error'>;
  readonly next: T;
}

interface Works<K extends CallKind, T, V, O> extends Continues<T, V, O, 'result'> {
  readonly type: K;
  readonly call: Call<K>;
  readonly retry?: readonly Retrier[];
  readonly catch?: readonly Catcher<T, V>[];
}

/** Calls a service: a Lambda function, an integration, another state machine. */
export interface TaskState<T, V, O> extends Works<'Task', T, V, O> {
  /** Seconds one attempt may take before it fails with States.Timeout. Default 99,999,999: set it. */
  readonly timeoutSeconds?: Templated<number>;
  /** Seconds between two heartbeats of the worker; shorter than the timeout. Default: none expected. */
  readonly heartbeatSeconds?: Templated<number>;
  /** The role to call with, for calls into another account. */
  readonly credentials?: { readonly roleArn: Templated<string> };
}

/** Runs a flow for every item of a list. */
export interface MapState<T, V, O> extends Works<'Map', T, V, O> {}
/** Runs flows side by side. */
export interface ParallelState<T, V, O> extends Works<'Parallel', T, V, O> {}

/** Computes output and variables. */
export interface PassState<T, V, O> extends Continues<T, V, O, 'any'> {
  readonly type: 'Pass';
}

interface Waits<T, V, O> extends Continues<T, V, O, 'any'> {
  readonly type: 'Wait';
}

interface WaitsForSeconds<T, V, O> extends Waits<T, V, O> {
  /** 0 to 99,999,999. */
  readonly seconds: Templated<number>;
  readonly timestamp?: never;
}

interface WaitsUntil<T, V, O> extends Waits<T, V, O> {
  /** ISO 8601 with an offset: `2030-01-31T12:00:00Z`. */
  readonly timestamp: Templated<string>;
  readonly seconds?: never;
}

/** Waits for some seconds, or until a point in time. */
export type WaitState<T, V, O> = WaitsForSeconds<T, V, O> | WaitsUntil<T, V, O>;

/** Where a true condition leads. */
export interface ChoiceRule<T, V> extends Described {
  readonly condition: Expression<boolean> | JsonataText;
  readonly assign?: Assign<V, 'any'>;
  readonly output?: JsonTemplate;
  readonly next: T;
}

/** Goes where the first true rule leads, or to `default`. */
export interface ChoiceState<T, V> extends Described {
  readonly type: 'Choice';
  readonly choices: readonly [ChoiceRule<T, V>, ...ChoiceRule<T, V>[]];
  readonly default: T;
  /** Assigned when no rule is true: a rule that is true has its own `assign`. */
  readonly assign?: Assign<V, 'any'>;
  readonly output?: JsonTemplate;
}

/** Ends well. */
export interface SucceedState<O> extends Described {
  readonly type: 'Succeed';
  readonly output?: unknown extends O ? JsonTemplate : Templated<O>;
}

/** Ends with an error. */
export interface FailState extends Described {
  readonly type: 'Fail';
  readonly error?: ErrorName | CustomError | Expression<string> | JsonataText;
  readonly cause?: Templated<string>;
}

/**
 * Any ASL that this library has no words for. Transitions and catchers stay typed; the text is checked like everything
 * else. `leadsTo` names the states that the text itself leads to, such as the rules of a Choice.
 */
export interface RawState<T, O> extends Described {
  readonly type: 'Raw';
  readonly asl: { readonly [field: string]: unknown };
  readonly catch?: readonly Catcher<T, object>[];
  readonly leadsTo?: readonly T[];
  readonly next?: T | End<O>;
}

/** A state whose types are out of sight: placed from a fragment, or assembled by a program. `T` is where it may lead. */
export interface OpaqueState<T> {
  readonly type?: undefined;
  readonly targets: T;
}

/** `T`: the names of states it may lead to. `V`: the variables. `O`: the output of the machine or flow. */
export type State<T, V, O> =
  | TaskState<T, V, O>
  | MapState<T, V, O>
  | ParallelState<T, V, O>
  | PassState<T, V, O>
  | WaitState<T, V, O>
  | ChoiceState<T, V>
  | SucceedState<O>
  | FailState
  | RawState<T, O>
  | OpaqueState<T>;

/** A state that a program assembles: names, variables and outputs are not followed by types. See `dynamicStates`. */
export type AnyState = Exclude<State<string, Readonly<Record<string, unknown>>, unknown>, OpaqueState<string>>;
