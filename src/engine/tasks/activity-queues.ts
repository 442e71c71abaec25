import type { Clock } from '../clock/clock.js';
import { toPlainJson } from '../json/plain-json.js';
import type { TaskAttempt } from './task-attempt.js';

/** A worker that asks for the next task of an activity. */
export interface ActivityPoll {
  readonly activityArn: string;
  /** Shown in ActivityStarted. */
  readonly workerName?: string;
  /** Ends the poll without a task. */
  readonly signal?: AbortSignal;
}

/** What a worker gets to do. */
export interface ActivityTask {
  /** For `sendTaskSuccess`, `sendTaskFailure` and `sendTaskHeartbeat`. */
  readonly taskToken: string;
  /** A JSON value, not JSON text. */
  readonly input: unknown;
}

interface Worker {
  readonly workerName: string | undefined;
  readonly give: (task: ActivityTask) => void;
}

interface ActivityQueue {
  readonly tasks: Set<TaskAttempt>;
  readonly workers: Set<Worker>;
}

/** Tasks that wait for workers, and workers that wait for tasks, by activity; each in the order in which they came. */
export class ActivityQueues {
  readonly #queues = new Map<string, ActivityQueue>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  schedule(activityArn: string, attempt: TaskAttempt): void {
    const { tasks, workers } = this.#queue(activityArn);
    tasks.add(attempt);
    attempt.cancelWith(() => tasks.delete(attempt));
    const [worker] = workers;
    if (worker !== undefined) this.#bringTogether(activityArn, attempt, worker);
  }

  poll({ activityArn, workerName, signal }: ActivityPoll): Promise<ActivityTask | undefined> {
    if (signal?.aborted === true) return Promise.resolve(undefined);
    const { tasks, workers } = this.#queue(activityArn);
    return new Promise((resolve) => {
      const gone = (): void => {
        workers.delete(worker);
        resolve(undefined);
      };
      const worker: Worker = {
        workerName,
        give: (task) => {
          signal?.removeEventListener('abort', gone);
          resolve(task);
        },
      };
      workers.add(worker);
      signal?.addEventListener('abort', gone, { once: true });
      const [attempt] = tasks;
      if (attempt !== undefined) this.#bringTogether(activityArn, attempt, worker);
    });
  }

  #bringTogether(activityArn: string, attempt: TaskAttempt, worker: Worker): void {
    const { tasks, workers } = this.#queue(activityArn);
    tasks.delete(attempt);
    workers.delete(worker);
    attempt.startedBy(worker.workerName);
    // Time must not pass before a worker in this process can begin, and hold it back for as long as it works.
    const release = this.#clock.hold();
    setImmediate(release);
    worker.give({ taskToken: attempt.frame.taskToken ?? '', input: toPlainJson(attempt.args) });
  }

  #queue(activityArn: string): ActivityQueue {
    const known = this.#queues.get(activityArn);
    if (known !== undefined) return known;
    const queue = { tasks: new Set<TaskAttempt>(), workers: new Set<Worker>() };
    this.#queues.set(activityArn, queue);
    return queue;
  }
}
