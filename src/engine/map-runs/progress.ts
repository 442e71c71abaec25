import type { ExecutionStatus } from '../run/execution.js';
import type { MapRunCounts } from './map-run.js';

/** How far a map run is, in items or in child executions. */
export class Progress {
  readonly #ended: Record<Exclude<ExecutionStatus, 'RUNNING'>, number> = {
    SUCCEEDED: 0,
    FAILED: 0,
    TIMED_OUT: 0,
    ABORTED: 0,
  };
  #running = 0;
  #pendingRedrive = 0;
  #notRedrivable = 0;
  total = 0;
  resultsWritten = 0;

  begin(count: number): void {
    this.#running += count;
  }

  /** What did not end well waits for its redrive. */
  awaitRedrive(status: ExecutionStatus, count: number): void {
    if (status !== 'RUNNING') this.#ended[status] -= count;
    this.#pendingRedrive += count;
  }

  /** What failed and does not wait for a redrive now cannot be redriven. */
  keepFailures(): void {
    this.#notRedrivable = this.failures;
  }

  beginAgain(count: number): void {
    this.#pendingRedrive -= count;
    this.#running += count;
  }

  end(status: Exclude<ExecutionStatus, 'RUNNING'>, count: number): void {
    this.#running -= count;
    this.#ended[status] += count;
  }

  get running(): number {
    return this.#running;
  }

  /** Those that ended otherwise than well. */
  get failures(): number {
    return this.#ended.FAILED + this.#ended.TIMED_OUT + this.#ended.ABORTED;
  }

  get counts(): MapRunCounts {
    const { SUCCEEDED, FAILED, TIMED_OUT, ABORTED } = this.#ended;
    return {
      pending: this.total - this.#running - SUCCEEDED - this.failures - this.#pendingRedrive,
      running: this.#running,
      succeeded: SUCCEEDED,
      failed: FAILED,
      timedOut: TIMED_OUT,
      aborted: ABORTED,
      total: this.total,
      resultsWritten: this.resultsWritten,
      failuresNotRedrivable: this.#notRedrivable,
      pendingRedrive: this.#pendingRedrive,
    };
  }
}
