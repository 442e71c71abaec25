/**
 * The command line asks for something that cannot be done: an option out of range, a file that is not there, a port in use.
 * Carries every problem at once, one sentence each: what was given, what is expected. The process ends with exit code 2.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
