import type { Clock } from '../clock/clock.js';
import type { MapRuns } from '../map-runs/map-runs.js';
import type { Execution } from '../run/execution.js';
import { ActivityQueues } from './activity-queues.js';
import type { Handlers } from './handlers.js';
import type { TaskAttempt } from './task-attempt.js';
import type { InterceptedTask, TaskInterceptor } from './task-interceptor.js';

/** A child to start. */
export interface ChildOrder {
  /** As the machine has it: it may mean a version or an alias. */
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input?: unknown;
  /** The execution that starts it. */
  readonly parentArn: string;
}

/** How an execution starts another one. */
export interface ChildStarter {
  /** @throws an Error with AWS's name for what is wrong, such as StateMachineDoesNotExist. */
  start(order: ChildOrder): Execution & {
    whenEnded(then: (execution: Execution) => void): void;
  };
}

/** Where all tasks of an engine are kept: their handlers, the tokens they wait for, and the answers that came in. */
export class TaskDesk {
  readonly tokens = new Map<string, TaskAttempt>();
  readonly interceptors = new Set<TaskInterceptor>();
  #sequence = 0;
  #answers: { readonly sequence: number; readonly release: () => void }[] = [];

  readonly clock: Clock;
  readonly handlers: Handlers;
  readonly activities: ActivityQueues;
  readonly children: ChildStarter;
  readonly mapRuns: MapRuns;

  constructor(clock: Clock, handlers: Handlers, children: ChildStarter, mapRuns: MapRuns) {
    this.clock = clock;
    this.handlers = handlers;
    this.activities = new ActivityQueues(clock);
    this.children = children;
    this.mapRuns = mapRuns;
  }

  /** The place of the next task in the order of scheduling. */
  nextSequence(): number {
    return this.#sequence++;
  }

  /** What replaces the work of a task, if anything does: the first interceptor that gives something decides. */
  intercept(task: InterceptedTask): (() => unknown) | undefined {
    for (const interceptor of this.interceptors) {
      const work = interceptor(task);
      if (work !== undefined) return work;
    }
    return undefined;
  }

  /**
   * Takes an answer in. All answers of one instant are released together, in the order in which their tasks were scheduled:
   * which promise happened to settle first makes no difference.
   */
  takeAnswer(sequence: number, release: () => void): void {
    if (this.#answers.length === 0) this.clock.quiet(this.#release);
    this.#answers.push({ sequence, release });
  }

  readonly #release = (): void => {
    const answers = this.#answers.toSorted((a, b) => a.sequence - b.sequence);
    this.#answers = [];
    for (const { release } of answers) release();
  };
}
