import { withResult, type Call, type CallOrigin, type ParallelCallNode } from './call.js';
import type { Flow } from './flow.js';
import type { Reference } from './reference.js';
import type { Templated } from './template.js';

/** What every branch accepts: branches share their arguments. */
type ArgumentsOf<F extends readonly unknown[]> = (
  F[number] extends infer B ? (B extends Flow<infer I, unknown> ? (input: I) => void : never) : never
) extends (input: infer I) => void
  ? I
  : never;
type ResultsOf<F> = {
  -readonly [K in keyof F]: F[K] extends { readonly types?: { readonly output: infer O } } ? O : never;
};

/** Branches that run side by side: `branches.result[0]` is the output of the first. */
export interface ParallelFunction<I, O> {
  (args: Templated<I>): Call<'Parallel', O>;
  readonly result: Reference<O, 'result'>;
}

/** Runs flows side by side on the same arguments: `call: parallel(stock, price)({ id: execution.input.id })`. */
export function parallel<const F extends readonly Flow<unknown, unknown>[]>(
  ...branches: F
): ParallelFunction<ArgumentsOf<F>, ResultsOf<F>> {
  const origin: CallOrigin = { name: 'the branches' };
  const call = (args: unknown): ParallelCallNode => ({
    kind: 'Parallel',
    origin,
    branches: branches.map(({ definition }) => ({ definition })),
    ...(args === undefined ? {} : { arguments: args }),
  });
  // A tuple of outputs, which only the declared types follow.
  return withResult<ParallelFunction<ArgumentsOf<F>, ResultsOf<F>>, ResultsOf<F>>(call, origin);
}
