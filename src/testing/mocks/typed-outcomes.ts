import type { Call, TaskFunction } from '../../asl/call.js';
import type { Outcome } from './outcome.js';

/** What a Task of the builder calls: of `lambda<typeof handler>(…)`, `awsSdk`, `dynamodb`, `integration` and the others. */
export interface AnyTaskFunction {
  (args: never): Call<'Task'>;
  readonly result: unknown;
}

/**
 * The outcomes that a task function may have, one or more. The function is inferred first and this computed from it: with `I` and
 * `O` inferred beside them, the literals in outcomes would become `string` and `number`.
 */
export type OutcomesOf<F> =
  F extends TaskFunction<infer I, infer O> ? readonly [Outcome<I, O>, ...Outcome<I, O>[]] : never;
