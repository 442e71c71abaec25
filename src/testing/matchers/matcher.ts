import { Run } from '../run/run.js';

/** What a matcher needs of the test runner: jest, vitest and `assertRun` have it. */
export interface MatcherTools {
  readonly isNot?: boolean | undefined;
  equals(a: unknown, b: unknown): boolean;
  readonly utils: {
    matcherHint(name: string, received?: string, expected?: string, options?: { isNot?: boolean }): string;
    /** jest says null when there is no difference, vitest undefined. */
    diff(expected: unknown, received: unknown): string | null | undefined;
    stringify(value: unknown): string;
  };
}

/** What a matcher finds. The explanation is asked for only when the assertion fails: it may be costly. */
export interface Verdict {
  readonly pass: boolean;
  /** The paragraphs of the message; what is undefined or empty is left out. */
  readonly explain: () => readonly (string | null | undefined)[];
}

export type Matcher<Expected extends readonly unknown[]> = (
  run: Run,
  tools: MatcherTools,
  ...expected: Expected
) => Verdict;

/** What jest expects of a matcher. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Makes a matcher one of jest's: its message begins with the call, as those of jest do. */
export function jestMatcher<Expected extends readonly unknown[]>(
  name: string,
  parameters: string,
  matcher: Matcher<Expected>,
): (this: MatcherTools, received: unknown, ...expected: Expected) => MatcherResult {
  return function matches(received, ...expected) {
    const { pass, explain } = matcher(runOf(received, name), this, ...expected);
    const hint = this.utils.matcherHint(name, 'run', parameters, { isNot: this.isNot ?? false });
    return { pass, message: () => [hint, ...explain().filter((part) => part)].join('\n\n') };
  };
}

/** @throws TypeError for anything but a run, or an execution that has one */
function runOf(received: unknown, matcher: string): Run {
  const run = typeof received === 'object' && received !== null && 'soFar' in received ? received.soFar : received;
  if (run instanceof Run) return run;
  const hint = received instanceof Promise ? ': await it first' : '';
  throw new TypeError(`${matcher} is for what machine(…).run() or start() gave, but got ${String(received)}${hint}`);
}
