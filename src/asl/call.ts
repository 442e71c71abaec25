import { referenceTo, type Reference } from './reference.js';
import type { Flow } from './flow.js';
import type { Templated } from './template.js';

export type CallKind = 'Task' | 'Map' | 'Parallel';

declare const OUTPUT: unique symbol;

/** The work of a Task, Map or Parallel state, ready to be its `call`. */
export interface Call<K extends CallKind, O = unknown> {
  readonly kind: K;
  readonly [OUTPUT]?: O;
  /** What makes the call; a state may read the result of its own call only. */
  readonly origin: CallOrigin;
  readonly arguments?: unknown;
}

/** What a call comes from. Compared by identity. */
export interface CallOrigin {
  /** For messages. */
  readonly name: string;
}

/** How a Task's call is written. */
export interface TaskCall extends Call<'Task'> {
  readonly resource: string;
  /** The part of the raw result that matters: `Payload` of a Lambda invocation. */
  readonly pick: readonly string[];
}

export interface MapCallNode extends Call<'Map'> {
  readonly flow: Flow<unknown, unknown>;
  readonly mode: 'INLINE' | 'DISTRIBUTED';
  readonly options: Readonly<Record<string, unknown>>;
}

export interface ParallelCallNode extends Call<'Parallel'> {
  readonly branches: readonly Flow<unknown, unknown>[];
}

/** Anything a Task can call: give it arguments and it is a call, read `.result` and it is what comes back. */
export interface TaskFunction<I, O> {
  (args: Templated<I>): Call<'Task', O>;
  readonly result: Reference<O, 'result'>;
}

/** A call that waits until its task token is answered; the arguments must carry `context.Task.Token`. */
export interface TokenFunction<I> extends TaskFunction<I, unknown> {
  /** The same call, its result typed: what the answer (`SendTaskSuccess`) carries. */
  returning<T>(): TaskFunction<I, T>;
}

/** How a service integration is spelled. */
export interface TaskShape {
  readonly name: string;
  readonly resource: string;
  readonly pick?: readonly string[];
  /** Wraps what the user gives into the arguments of the integration. */
  readonly wrap?: (args: unknown) => unknown;
}

const SHAPE = Symbol.for('stepbreaker.task-shape');

/** How the calls of a task function are spelled, for tools that compare them with a definition; `undefined` for anything else. */
export function shapeOf(value: unknown): TaskShape | undefined {
  return typeof value === 'function' ? (value as { readonly [SHAPE]?: TaskShape })[SHAPE] : undefined;
}

export function taskFunction<I, O>(shape: TaskShape): TaskFunction<I, O> {
  return buildTask(shape);
}

/** The `.waitForTaskToken` form. What comes back is what the token is answered with, so nothing is picked out of it. */
export function tokenFunction<I>(shape: TaskShape): TokenFunction<I> {
  const task = buildTask<I, unknown>({ ...shape, resource: `${shape.resource}.waitForTaskToken`, pick: [] });
  // Only the type of the result changes, and types are erased.
  return Object.assign(task, { returning: <T>() => task as TaskFunction<I, T> });
}

function buildTask<I, O>(shape: TaskShape): TaskFunction<I, O> {
  const origin: CallOrigin = { name: shape.name };
  const pick = shape.pick ?? [];
  const call = (args: Templated<I>): TaskCall => ({
    kind: 'Task',
    origin,
    resource: shape.resource,
    arguments: shape.wrap ? shape.wrap(args) : args,
    pick,
  });
  return withResult<TaskFunction<I, O>, O>(Object.assign(call, { [SHAPE]: shape }), origin, pick);
}

/** Gives a function that makes calls its `.result`. */
export function withResult<F extends { readonly result: Reference<O, 'result'> }, O>(
  call: Omit<F, 'result'>,
  origin: CallOrigin,
  pick: readonly string[] = [],
): F {
  const result = () => referenceTo<O, 'result'>({ kind: 'reference', root: 'result', path: pick, owner: origin });
  return Object.defineProperty(call, 'result', { get: result }) as F;
}
