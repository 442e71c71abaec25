import { AssertionError } from 'node:assert';
import { inspect, isDeepStrictEqual } from 'node:util';
import type { ExecutionMatchers } from './matchers/matcher-types.js';
import type { MatcherResult, MatcherTools } from './matchers/matcher.js';
import { matchers } from './matchers/matchers.js';
import type { Run } from './run/run.js';
import type { EmbeddedExecution } from './targets/embedded/embedded-execution.js';

/** The assertions about a run, and under `not` their opposites. */
export interface RunAssertions extends ExecutionMatchers<void> {
  readonly not: ExecutionMatchers<void>;
}

/**
 * The matchers for test runners without an `expect`, such as node:test: `assertRun(run).toHaveTakenPath(['Quote', 'Charge'])`,
 * `assertRun(run).not.toFailWith('Declined')`. Values are compared as `assert.deepStrictEqual` does.
 *
 * @throws AssertionError of node:assert, from the assertion that does not hold, with the text that jest would print
 */
export function assertRun(run: Run | EmbeddedExecution): RunAssertions {
  return { ...assertionsOn(run, false), not: assertionsOn(run, true) };
}

type AnyMatcher = (this: MatcherTools, received: unknown, ...expected: unknown[]) => MatcherResult;

function assertionsOn(run: Run | EmbeddedExecution, isNot: boolean): ExecutionMatchers<void> {
  const tools = toolsOf(isNot);
  const assertions = Object.entries(matchers).map(([name, matcher]) => {
    const assertion = (...expected: unknown[]): void => {
      // Each takes arguments of its own; ExecutionMatchers says which.
      const { pass, message } = (matcher as AnyMatcher).call(tools, run, ...expected);
      if (pass === isNot) throw new AssertionError({ message: message(), operator: name, stackStartFn: assertion });
    };
    return [name, assertion];
  });
  return Object.fromEntries(assertions) as ExecutionMatchers<void>;
}

function toolsOf(isNot: boolean): MatcherTools {
  return {
    isNot,
    equals: isDeepStrictEqual,
    utils: {
      matcherHint: (name, received, expected) => `assertRun(${received})${isNot ? '.not' : ''}.${name}(${expected})`,
      diff: (expected, actual) =>
        isDeepStrictEqual(actual, expected)
          ? undefined
          : new AssertionError({ actual, expected, operator: 'deepStrictEqual' }).message,
      stringify: (value) => inspect(value, { depth: null, breakLength: Infinity }),
    },
  };
}
