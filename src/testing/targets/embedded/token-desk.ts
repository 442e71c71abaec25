import { TaskError, type Engine } from '../../../engine/index.js';
import { isError } from '../../../runtime/is-error.js';
import { pending, type Outcome } from '../../mocks/outcome.js';

/** A task that waits for its token to be answered. */
export interface WaitingTask {
  readonly state: string;
  readonly taskToken: string;
  /** As the service got them. */
  readonly arguments: unknown;
}

/** With the signal that aborts when the state has timed out, or its execution has ended. */
interface GivenTask extends WaitingTask {
  readonly signal: AbortSignal;
}

/** The tokens that tasks wait for: answered by the outcome of their mock, or by the test. */
export class TokenDesk {
  readonly #engine: Engine;
  readonly #tasks = new Map<string, GivenTask>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** In the order in which the tasks began to wait. */
  get waiting(): readonly WaitingTask[] {
    return [...this.#tasks.values()]
      .filter(({ signal }) => !signal.aborted)
      .map(({ state, taskToken, arguments: args }) => ({ state, taskToken, arguments: args }));
  }

  /** Answers the token with the outcome, when that happens; a pending one is left to the test. */
  add(task: GivenTask, outcome: Outcome, letHappen: (outcome: Outcome) => unknown): void {
    const { taskToken, signal } = task;
    // Nothing listens to the signal here: the clock would take a listener for work that is asleep.
    this.#tasks.set(taskToken, task);
    if (outcome === pending) return;
    const release = this.#engine.clock.hold();
    Promise.resolve()
      .then(() => letHappen(outcome))
      .then(
        (output) => this.succeed(taskToken, output),
        (thrown: unknown) => {
          if (!signal.aborted) this.fail(taskToken, errorOf(thrown));
        },
      )
      .finally(release);
  }

  /** @throws TypeError when no task of that state waits */
  tokenOf(state: string): string {
    const task = this.waiting.find((each) => each.state === state);
    if (task !== undefined) return task.taskToken;
    const others = [...new Set(this.waiting.map((each) => `'${each.state}'`))].join(', ') || 'none does';
    throw new TypeError(
      `No task of state '${state}' waits for its token (waiting: ${others}): mock it with 'pending', and let the execution get there`,
    );
  }

  succeed(taskToken: string, output: unknown): void {
    if (this.#tasks.delete(taskToken)) this.#engine.sendTaskSuccess({ taskToken, output });
  }

  fail(taskToken: string, failure: { error?: string; cause?: string }): void {
    if (this.#tasks.delete(taskToken)) this.#engine.sendTaskFailure({ taskToken, ...failure });
  }
}

function errorOf(thrown: unknown): { error?: string; cause?: string } {
  if (thrown instanceof TaskError)
    return { error: thrown.error, ...(thrown.cause === undefined ? {} : { cause: thrown.cause }) };
  if (isError(thrown)) return { error: thrown.name, cause: thrown.message };
  return { error: String(thrown) };
}
