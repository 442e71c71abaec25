import type { EventKind } from '../history/event-kind.js';
import type { EvaluationScope } from '../query/evaluation-scope.js';
import type { Outcome, Program } from '../run/compiled-state.js';
import { Frame, type Fork, type Forked } from '../run/frame.js';
import { failState } from '../run/state-transition.js';
import { failure, toStateFailure, type StateFailure } from '../run/state-failure.js';
import { VariableScope } from '../run/variable-scope.js';

/** How many iterations may fail before the Map fails; without either, none. */
export interface Tolerance {
  readonly count: number | undefined;
  readonly percentage: number | undefined;
}

export interface MapPlan {
  readonly events: IterationEvents;
  readonly program: Program;
  readonly items: readonly unknown[];
  readonly concurrency: number;
  readonly tolerance: Tolerance;
  /** The input of an iteration, with the item in the context of `scope`. */
  readonly inputOf: (scope: EvaluationScope, value: unknown) => unknown;
  readonly onResult: (result: unknown) => Outcome;
}

/** The events of one iteration. */
export interface IterationEvents {
  readonly started: EventKind;
  readonly succeeded: EventKind;
  readonly failed: EventKind;
  readonly aborted: EventKind;
}

/** @param name of the Map state */
export function iterationEvents(name: string): IterationEvents {
  return {
    started: { type: 'MapIterationStarted', name },
    succeeded: { type: 'MapIterationSucceeded', name },
    failed: { type: 'MapIterationFailed', name },
    aborted: { type: 'MapIterationAborted', name },
  };
}

/** Marks the iterations that failed and were tolerated: they have no place in the result. */
const FAILED = Symbol('failed iteration');

/** One attempt at a Map state: starts iterations in the order of the items as others end. */
export class MapRun implements Fork, Forked {
  readonly #parent: Frame;
  readonly #plan: MapPlan;
  readonly #children = new Map<number, Frame>();
  readonly #results: unknown[] = [];
  /** Iterations that failed or were aborted. */
  #unfinished: Frame[] = [];
  /** Those of them that a redrive has still to begin. */
  #redriven: Frame[] = [];
  #started = 0;
  #failures = 0;
  #isOver = false;

  constructor(parent: Frame, plan: MapPlan) {
    this.#parent = parent;
    this.#plan = plan;
  }

  start(): void {
    this.#parent.forked = this;
    this.#parent.block(this);
    this.#fill();
  }

  redrive(): Outcome {
    this.#isOver = false;
    this.#failures = 0;
    this.#redriven = this.#unfinished.toSorted((a, b) => a.index - b.index);
    this.#unfinished = [];
    if (!this.#hasMore) return this.#plan.onResult(this.#results);
    const outcome = this.#parent.block(this);
    this.#fill();
    return outcome;
  }

  childEnded(child: Frame): void {
    this.#results[child.index] = child.stateInput;
    this.#iterationOver(child, this.#plan.events.succeeded);
  }

  childFailed(child: Frame, cause: StateFailure): void {
    if (this.#isOver) return;
    this.#failures++;
    this.#unfinished.push(child);
    const exceeded = this.#exceeded(cause);
    if (exceeded === undefined) {
      this.#results[child.index] = FAILED;
      this.#iterationOver(child, this.#plan.events.failed);
      return;
    }
    this.#recordIteration(this.#plan.events.failed, child.index, child.lastEvent);
    this.#children.delete(child.index);
    this.#fail(child.lastEvent, exceeded);
  }

  abort(previous: number | undefined): void {
    this.#isOver = true;
    for (const child of [...this.#children.values()].toSorted((a, b) => a.index - b.index)) {
      child.abort(previous);
      if (previous !== undefined) this.#recordIteration(this.#plan.events.aborted, child.index, previous);
      this.#unfinished.push(child);
    }
    this.#unfinished.push(...this.#redriven);
    this.#redriven = [];
    this.#children.clear();
  }

  get #hasMore(): boolean {
    return this.#redriven.length > 0 || this.#started < this.#plan.items.length;
  }

  #fill(): void {
    const { lastEvent } = this.#parent;
    while (!this.#isOver && this.#hasMore && this.#children.size < this.#plan.concurrency) this.#next(lastEvent);
  }

  #next(previous: number): void {
    const redriven = this.#redriven.shift();
    if (redriven === undefined) {
      this.#launch(previous);
      return;
    }
    this.#children.set(redriven.index, redriven);
    redriven.redrive(previous);
  }

  #launch(previous: number): void {
    const { execution, variables } = this.#parent;
    const { items, program, inputOf } = this.#plan;
    const index = this.#started++;
    const value = items[index];
    const started = this.#recordIteration(this.#plan.events.started, index, previous);
    const child = new Frame(
      execution,
      program,
      undefined,
      started,
      new VariableScope(variables),
      this,
      { index, value },
      index,
    );
    child.state = this.#parent.state;
    child.enteredAt = this.#parent.enteredAt;
    try {
      child.stateInput = inputOf(child, value);
    } catch (thrown) {
      this.#started = index;
      this.#recordIteration(this.#plan.events.failed, index, started);
      this.#fail(started, toStateFailure(thrown));
      return;
    }
    child.state = undefined;
    this.#children.set(index, child);
    execution.scheduler.ready(child);
  }

  /** The next iteration points at the last event of the one whose place it takes, as the success of that one does. */
  #iterationOver(child: Frame, kind: EventKind): void {
    this.#children.delete(child.index);
    const event = this.#recordIteration(kind, child.index, child.lastEvent);
    if (this.#hasMore) {
      this.#next(child.lastEvent);
    } else if (this.#children.size === 0) {
      this.#isOver = true;
      this.#parent.lastEvent = event;
      const result = this.#failures === 0 ? this.#results : this.#results.filter((each) => each !== FAILED);
      this.#parent.wake(() => this.#plan.onResult(result));
    }
  }

  #fail(previous: number, cause: StateFailure): void {
    this.abort(previous);
    this.#parent.lastEvent = previous;
    this.#parent.wake(() => failState(this.#parent, cause));
  }

  /** The failure of the Map, if one more failed iteration is too many. */
  #exceeded(cause: StateFailure): StateFailure | undefined {
    const { count, percentage } = this.#plan.tolerance;
    if ((count === undefined && percentage === undefined) || !cause.catchable) return cause;
    const isOverCount = count !== undefined && this.#failures > count;
    const isOverPercentage = percentage !== undefined && this.#failures * 100 > percentage * this.#plan.items.length;
    if (!isOverCount && !isOverPercentage) return undefined;
    return failure('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded');
  }

  #recordIteration(kind: EventKind, index: number, previous: number): number {
    return this.#parent.execution.record(kind, previous, index);
  }
}
