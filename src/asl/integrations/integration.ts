import { taskFunction, tokenFunction, type TaskFunction, type TokenFunction } from '../call.js';

/** An optimised integration that can also wait for its task token to be answered. */
export interface TokenIntegration<I, O> extends TaskFunction<I, O> {
  /** `.waitForTaskToken`: put `context.Task.Token` into the arguments. */
  readonly waitForToken: TokenFunction<I>;
}

/**
 * A call this library has no types for, typed by hand. `resource` is what follows `arn:aws:states:::`, such as
 * `glue:startJobRun.sync`, or a whole ARN (an activity's, for instance).
 */
export function integration<I, O>(resource: string): TaskFunction<I, O> {
  return taskFunction({ name: resource, resource: arn(resource) });
}

/** The same, with its `.waitForTaskToken` form. */
export function tokenIntegration<I, O>(resource: string): TokenIntegration<I, O> {
  const shape = { name: resource, resource: arn(resource) };
  return Object.assign(taskFunction<I, O>(shape), { waitForToken: tokenFunction<I>(shape) });
}

function arn(resource: string): string {
  return resource.startsWith('arn:') ? resource : `arn:aws:states:::${resource}`;
}
