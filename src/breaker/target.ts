import type { Call, Expression, Reference, TaskFunction, Templated } from '../asl/index.js';

/**
 * Something that can do the work of an item: a model in a region, a cheaper model, a cache, a static list.
 * `Item` is the type of one item of the batch: any JSON but a list.
 */
export interface Target<Item> {
  /** One word, which becomes the tier of the outcome and part of state and variable names: `primary`. */
  readonly name: string;
  /** The call for an item; a probe is the one call that finds out whether a target is back. */
  call(item: Reference<Item>, probe: boolean): Call<'Task'>;
  /** What the call returns, to be put into the outcome. */
  readonly result: Expression<unknown, 'result'>;
  /** Key of its circuit in the circuit table, `<region or profile>/<model id>`: needed with the scope `shared`. */
  readonly circuit?: string;
}

/** What a target may have beside its call. */
export interface TargetOptions {
  /** See {@link Target.circuit}. */
  readonly circuit?: string;
}

/**
 * Names a call and says how an item becomes its arguments. A probe should not retry inside the function either.
 *
 * ```ts
 * target('primary', generate, (documentId: Reference<string>) => ({ documentId, tier: 'primary' }))
 * ```
 */
export function target<Item, I, O>(
  name: string,
  task: TaskFunction<I, O>,
  argumentsFor: (item: Reference<Item>, probe: boolean) => Templated<I>,
  options: TargetOptions = {},
): Target<Item> {
  return { name, call: (item, probe) => task(argumentsFor(item, probe)), result: task.result, ...options };
}
