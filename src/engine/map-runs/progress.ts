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
  total = 0;
  resultsWritten = 0;

  begin(count: number): void {
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
      pending: this.total - this.#running - SUCCEEDED - this.failures,
      running: this.#running,
      succeeded: SUCCEEDED,
      failed: FAILED,
      timedOut: TIMED_OUT,
      aborted: ABORTED,
      total: this.total,
      resultsWritten: this.resultsWritten,
      failuresNotRedrivable: 0,
      pendingRedrive: 0,
    };
  }
}
