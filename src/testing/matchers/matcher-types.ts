import type { ResourcePattern } from '../mocks/resource-pattern.js';
import type { Quotas } from '../explain/quotas.js';
import type { ExpectedDuration } from './to-have-taken.js';

/** The matchers as `expect(run)` has them. `R` is what jest says they return. */
export interface ExecutionMatchers<R> {
  /** The execution succeeded, and its output equals the one given, which may hold `expect.any(…)` and the like. */
  toSucceedWith(output?: unknown): R;
  /** The execution failed or timed out with this error name, and this cause if one is given; both may be patterns. */
  toFailWith(error: unknown, cause?: unknown): R;
  /**
   * The execution went through these states, in this order, and no others. States in iterations and branches are written
   * `Each[0].Score`, or `Each[*].Score` for all; what is inside of a Map or Parallel counts only when something in it is named.
   */
  toHaveTakenPath(path: readonly string[]): R;
  /** The state was entered: at all, or exactly so many times. */
  toHaveVisited(state: string, times?: number): R;
  /** The state tried again: at all, or exactly so many times over all its visits. */
  toHaveRetried(state: string, times?: number): R;
  /** A Catch of the state took an error: any, or the one with this name. */
  toHaveCaught(state: string, error?: unknown): R;
  /**
   * The task of a state, or of the resources that match a pattern, was called: at all, exactly so many times (a number), or at
   * least once with these arguments. Retries are calls. For Lambda the arguments are the payload.
   */
  toHaveCalled(stateOrResource: ResourcePattern, timesOrArguments?: unknown): R;
  /** The execution took this long: `{ seconds: 45 }`, or `{ atLeast: { minutes: 1 }, atMost: { minutes: 2 } }`. */
  toHaveTaken(duration: ExpectedDuration): R;
  /** The execution kept to the quotas of Step Functions, or to lower ones that are given. */
  toStayWithinQuotas(limits?: Partial<Quotas>): R;
}
