import { milliseconds, type Duration } from '../duration.js';
import { isObject } from '../json-object.js';
import { isError } from '../../runtime/is-error.js';
import { instancesOf } from '../../runtime/instances-of.js';

/**
 * What a mocked task does: gives a JSON value, fails with an error, or does what a function of its arguments says. Of a task
 * function that is given with the mock, `I` is what it takes and `O` what it gives; without one, any value is a result.
 *
 * - an `Error` fails as a thrown one would: its name is what Retry and Catch match
 * - `{ error, cause? }` (and nothing else in it) fails with exactly this
 * - a function gets the arguments and returns, or throws, any other outcome, or a promise of it
 * - {@link after} delays another outcome in virtual time; {@link pending} never answers; {@link returns} protects a value that
 *   looks like something else
 */
export type Outcome<I = never, O = unknown> =
  | Result<O>
  | OutcomeFunction<I, O>
  | After<Outcome<I, O>>
  | Returned<Result<O>>
  | typeof pending
  | Error
  | ErrorOutcome;

/** What a task may give: a handler without a result gives null. */
type Result<O> = unknown extends O ? Untyped : [O] extends [never] ? null : O;

// A JSON value may be of any type that is no function; `object` lets interfaces of the user's own pass.
type Untyped =
  | (object & NoFunction)
  | (NoFunction & { readonly [member: string]: unknown })
  | string
  | number
  | boolean
  | null;

interface NoFunction {
  readonly [Symbol.hasInstance]?: never;
}

/** Fails with this error name, and this cause. */
export interface ErrorOutcome {
  readonly error: string;
  readonly cause?: string;
}

/**
 * For Lambda, `args` is the payload of the function, however it is called; else the arguments of the task. Without a task
 * function they are `never`, which accepts whatever type the function says its arguments have.
 */
export interface OutcomeFunction<I = never, O = unknown> {
  (args: I, call: MockedCall): Outcome<I, O> | Promise<Outcome<I, O>> | Answer<O>;
  /** Task functions have these: they are what is mocked, and no outcomes. */
  readonly result?: never;
  readonly waitForToken?: never;
}

// What else a function may give: anything when it is not typed, nothing when the handler gives nothing.
type Answer<O> = unknown extends O ? unknown : [O] extends [never] ? void : never;

/** What is known about one use of a mock. */
export interface MockedCall {
  readonly state: string;
  /** The Resource of the state. */
  readonly resource: string;
  /** How often this mock was used before: 0 for the first time. */
  readonly use: number;
  /** The token of a `.waitForTaskToken` task. */
  readonly taskToken?: string;
}

/** See {@link after}. */
export class After<O = unknown> {
  static readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<After>('After');
  readonly milliseconds: number;
  readonly outcome: O;

  constructor(duration: Duration, outcome: O) {
    this.milliseconds = milliseconds(duration);
    this.outcome = outcome;
  }
}

/** See {@link returns}. */
export class Returned<V = unknown> {
  static readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<Returned>('Returned');
  readonly value: V;

  constructor(value: V) {
    this.value = value;
  }
}

/**
 * An outcome that takes its time, which costs no real time: `after({ minutes: 2 }, { approved: true })`. For a task that waits
 * for its token, it is the token that is answered then.
 */
export function after<O>(duration: Duration, outcome: O): After<O> {
  return new After(duration, outcome);
}

/** A result that is not to be read as anything else: `returns({ error: 'none' })`. */
export function returns<V>(value: V): Returned<V> {
  return new Returned(value);
}

/**
 * A task that does not answer: it times out, or it waits until the test answers its token (`execution.succeed(state, output)`).
 */
export const pending: unique symbol = Symbol.for('stepbreaker.pending');

/** What a mocked task does when it comes to it. */
export type Step =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly thrown: Error | ErrorOutcome }
  | { readonly kind: 'after'; readonly milliseconds: number; readonly outcome: unknown }
  | { readonly kind: 'function'; readonly call: (args: unknown, call: MockedCall) => unknown }
  | { readonly kind: 'pending' };

export function stepOf(outcome: unknown): Step {
  if (outcome === pending) return { kind: 'pending' };
  if (typeof outcome === 'function') {
    // The function says itself what it takes; that the machine sends it is for the test to see.
    return { kind: 'function', call: outcome as (args: unknown, call: MockedCall) => unknown };
  }
  if (outcome instanceof After) return { kind: 'after', milliseconds: outcome.milliseconds, outcome: outcome.outcome };
  if (outcome instanceof Returned) return { kind: 'value', value: outcome.value };
  if (isError(outcome) || isErrorOutcome(outcome)) return { kind: 'error', thrown: outcome };
  return { kind: 'value', value: outcome };
}

function isErrorOutcome(value: unknown): value is ErrorOutcome {
  if (!isObject(value) || typeof value['error'] !== 'string') return false;
  const hasCause = 'cause' in value;
  if (hasCause && typeof value['cause'] !== 'string') return false;
  return Object.keys(value).length === (hasCause ? 2 : 1);
}
