import type { ObjectStore } from '../object-store/object-store.js';
import type { ExecutionOrder } from '../run/execution-order.js';
import type { ExecutionRun } from '../run/execution-run.js';
import type { DistributedMapRun } from './distributed-map-run.js';

/** Makes the execution of a child, without starting it. */
export type CreateChild = (order: ExecutionOrder, parent: ExecutionRun) => ExecutionRun;

/** The map runs of an engine, and what they need of it. */
export class MapRuns {
  readonly #runs = new Map<string, DistributedMapRun>();

  readonly createChild: CreateChild;
  readonly objectStore: ObjectStore | undefined;

  constructor(createChild: CreateChild, objectStore: ObjectStore | undefined) {
    this.createChild = createChild;
    this.objectStore = objectStore;
  }

  add(run: DistributedMapRun): void {
    this.#runs.set(run.mapRunArn, run);
  }

  get(mapRunArn: string): DistributedMapRun | undefined {
    return this.#runs.get(mapRunArn);
  }

  /** Forgets the map runs of an execution, and their children. */
  forget(executionArn: string): void {
    for (const [mapRunArn, run] of this.#runs) if (run.executionArn === executionArn) this.#runs.delete(mapRunArn);
  }

  /** Oldest first. */
  all(): readonly DistributedMapRun[] {
    return [...this.#runs.values()];
  }

  /** The child execution with that ARN, of whichever map run. */
  child(executionArn: string): ExecutionRun | undefined {
    // Only the machine's part of a child's ARN has a slash: machine/label.
    if (!executionArn.includes('/')) return undefined;
    for (const run of this.#runs.values()) {
      const child = run.child(executionArn);
      if (child !== undefined) return child;
    }
    return undefined;
  }
}
