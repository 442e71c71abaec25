/** How many closed executions are kept unless told otherwise: some 100 MB of short histories. */
export const KEPT_EXECUTIONS = 10_000;

/**
 * The executions that have ended, in that order, as far as they are kept: AWS forgets them after 90 days, a server that runs for
 * long when there are too many.
 */
export class ClosedExecutions {
  readonly #arns = new Set<string>();
  readonly #keep: number;
  readonly #forget: (executionArn: string) => void;

  /**
   * @param keep how many, 1 or more
   * @param forget gets the one that ended first when there is one too many
   * @throws RangeError for another number
   */
  constructor(keep: number, forget: (executionArn: string) => void) {
    if (!(keep >= 1)) {
      throw new RangeError(`${keep} closed executions to keep: expected 1 or more, so that a result can be asked for`);
    }
    this.#keep = keep;
    this.#forget = forget;
  }

  add(executionArn: string): void {
    this.#arns.delete(executionArn);
    this.#arns.add(executionArn);
    if (this.#arns.size <= this.#keep) return;
    const [first = ''] = this.#arns;
    this.#arns.delete(first);
    this.#forget(first);
  }

  /** An execution that is redriven is not closed any more. */
  delete(executionArn: string): void {
    this.#arns.delete(executionArn);
  }
}
