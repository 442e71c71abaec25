import { createEngine, manualClock, type Engine, type Execution, type ManualClock } from '../../../engine/index.js';
import { indexStates } from '../../definition/state-index.js';
import { milliseconds, type Duration } from '../../duration.js';
import { MockBook } from '../../mocks/mock-book.js';
import { UnmatchedTaskError } from '../../mocks/unmatched-task-error.js';
import { UnusedMockError } from '../../mocks/unused-mock-error.js';
import { endText, takenText } from '../../explain/run-text.js';
import { pathText } from '../../run/path-text.js';
import { Run } from '../../run/run.js';
import type { RunOrder } from '../../run-order.js';
import { eventAsDefined, mockableDefinition } from './mockable-definition.js';
import { mockTasks, type UnmatchedTask } from './mocked-tasks.js';
import { RunningMocks } from './running-mocks.js';
import { followTasks } from './running-task.js';
import { TokenDesk, type WaitingTask } from './token-desk.js';
import { WaitsForeverError } from './waits-forever-error.js';

/** The last instant that a Date can hold. */
const END_OF_TIME = 8.64e15;

/** An execution on the embedded engine, whose virtual time the test moves. */
export class EmbeddedExecution {
  readonly #order: RunOrder;
  readonly #clock: ManualClock;
  readonly #engine: Engine;
  readonly #mocks: MockBook;
  readonly #tokens: TokenDesk;
  readonly #execution: Execution;
  readonly #running = new RunningMocks();
  #unmatched: UnmatchedTask | undefined;
  #assertion: Error | undefined;

  /** Use {@link EmbeddedExecution.start}. */
  private constructor(order: RunOrder) {
    const { machineName, definition, type, mocks, input, options } = order;
    const { startAt, seed = 0, name = 'test' } = options;
    this.#order = order;
    this.#clock = manualClock(startAt === undefined ? {} : { startAt: instant(startAt) });
    this.#engine = createEngine({ clock: this.#clock, seed });
    this.#mocks = new MockBook(mocks);
    this.#tokens = new TokenDesk(this.#engine);
    mockTasks(this.#engine, indexStates(definition), {
      mocks: this.#mocks,
      tokens: this.#tokens,
      currentTask: followTasks(this.#engine),
      running: this.#running,
      onUnmatched: (task) => {
        this.#unmatched ??= task;
        this.#engine.execution(task.executionArn)?.stop();
      },
      onAssertion: (executionArn, error) => {
        this.#assertion ??= error;
        this.#engine.execution(executionArn)?.stop();
      },
    });
    const { stateMachineArn } = this.#engine.createStateMachine({
      name: machineName,
      definition: mockableDefinition(definition),
      type,
    });
    this.#execution = this.#engine.startExecution({ stateMachineArn, name, input });
  }

  /** Starts an execution, and runs it up to where time has to pass. */
  static async start(order: RunOrder): Promise<EmbeddedExecution> {
    const execution = new EmbeddedExecution(order);
    await execution.advance(0);
    return execution;
  }

  get status(): Execution['status'] {
    return this.#execution.status;
  }

  /** The run up to now. The matchers take the execution itself as well. */
  get soFar(): Run {
    const { status, input, output, error, cause, startDate, stopDate } = this.#execution;
    return new Run({
      definition: this.#order.definition,
      target: 'embedded',
      isVirtualTime: true,
      status,
      input,
      output,
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
      startedAt: startDate,
      until: stopDate ?? new Date(this.#clock.now()),
      events: this.#execution.history().map(eventAsDefined),
    });
  }

  /** The tasks that wait for the test to answer their tokens, or for their outcome to do so. */
  get waiting(): readonly WaitingTask[] {
    return this.#tokens.waiting;
  }

  /**
   * Lets virtual time pass, and everything happen that is due until then.
   *
   * @throws UnmatchedTaskError, HungMockError, or an assertion that failed in a mock function
   */
  async advance(duration: Duration): Promise<void> {
    await this.#running.watch(this.#clock.advance(milliseconds(duration)));
    this.#check();
  }

  /**
   * Lets time pass until the execution has ended.
   *
   * @throws UnmatchedTaskError, UnusedMockError, HungMockError, an assertion that failed in a mock function, or WaitsForeverError when nothing is left that could go on
   */
  async runToEnd(): Promise<Run> {
    const standstill = this.#clock.advance(END_OF_TIME - this.#clock.now());
    await this.#running.watch(Promise.race([this.#execution.finished, standstill]));
    this.#check();
    const run = this.soFar;
    if (run.status === 'RUNNING') throw new WaitsForeverError(this.waiting, run.path());
    const unused = this.#mocks.unused();
    if (unused.length > 0)
      throw new UnusedMockError(unused, run.status === 'SUCCEEDED' ? takenText(run) : endText(run));
    return run;
  }

  /** Answers the task of a state that has waited longest for its token. @throws TypeError when none waits */
  async succeed(state: string, output: unknown): Promise<void> {
    this.#tokens.succeed(this.#tokens.tokenOf(state), output);
    await this.advance(0);
  }

  /** @throws TypeError when no task of the state waits for its token */
  async fail(state: string, error: string, cause?: string): Promise<void> {
    this.#tokens.fail(this.#tokens.tokenOf(state), { error, ...(cause === undefined ? {} : { cause }) });
    await this.advance(0);
  }

  /** @throws TypeError when no task of the state waits for its token */
  async heartbeat(state: string): Promise<void> {
    this.#engine.sendTaskHeartbeat({ taskToken: this.#tokens.tokenOf(state) });
    await this.advance(0);
  }

  /** Ends the execution as StopExecution does. */
  async stop(reason?: { readonly error?: string; readonly cause?: string }): Promise<Run> {
    this.#execution.stop(reason);
    await this.advance(0);
    return this.soFar;
  }

  #check(): void {
    if (this.#assertion !== undefined) throw this.#assertion;
    if (this.#unmatched === undefined) return;
    const { state, resource, arguments: args } = this.#unmatched;
    throw new UnmatchedTaskError(state, resource, args, pathText(this.soFar.root, true));
  }
}

/** @throws TypeError for what is no instant */
function instant(startAt: Date | string | number): Date {
  const date = new Date(startAt);
  if (Number.isNaN(date.getTime())) {
    throw new TypeError(`startAt is ${JSON.stringify(startAt)}: expected an instant such as '2026-03-01T09:00:00Z'`);
  }
  return date;
}
