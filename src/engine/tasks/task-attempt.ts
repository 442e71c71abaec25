import { byteSize } from '../json/byte-size.js';
import { toPlainJson } from '../json/plain-json.js';
import type { TaskLimits } from '../history/history-record.js';
import type { Outcome } from '../run/compiled-state.js';
import { MAX_PAYLOAD_BYTES, type Frame } from '../run/frame.js';
import { failState } from '../run/state-transition.js';
import { dataLimitFailure, timeoutFailure, toStateFailure, type StateFailure } from '../run/state-failure.js';
import type { InterceptedTask } from './task-interceptor.js';
import type { TaskKind } from './task-kind.js';

/** One attempt at a task, from scheduling to its answer, its timeout, or its being given up. */
export class TaskAttempt {
  readonly #sequence: number;
  #isOver = false;
  #controller: AbortController | undefined;
  #submitted: boolean;
  #jobAccepted = false;
  #tokenAnswer: (() => void) | undefined;
  #cancelWork: (() => void) | undefined;
  #cancelTimeout: (() => void) | undefined;
  #cancelHeartbeat: (() => void) | undefined;

  readonly frame: Frame;
  readonly kind: TaskKind;
  readonly state: string;
  readonly args: unknown;
  readonly limits: TaskLimits;
  readonly onResult: (result: unknown) => Outcome;

  /** @param onResult what the state does with the result of the task */
  constructor(
    frame: Frame,
    kind: TaskKind,
    state: string,
    args: unknown,
    limits: TaskLimits,
    onResult: (result: unknown) => Outcome,
  ) {
    this.frame = frame;
    this.kind = kind;
    this.state = state;
    this.args = args;
    this.limits = limits;
    this.onResult = onResult;
    this.#sequence = frame.execution.tasks.nextSequence();
    this.#submitted = !kind.submitsToken;
  }

  /** Aborts when the attempt is over before its handler is. Made on first use, since that is costly. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  start(): void {
    const { frame, limits } = this;
    const { clock, tasks } = frame.execution;
    frame.block({ abort: () => this.#abandon() });
    if (this.#isOver) return;
    if (limits.timeoutInSeconds !== undefined) {
      this.#cancelTimeout = clock.timer(limits.timeoutInSeconds * 1000, () => this.#expire(false));
    }
    // The time of an activity's heartbeats begins when a worker has it.
    if (this.kind.submitsToken) this.heartbeat();
    if (frame.taskToken !== undefined) tasks.tokens.set(frame.taskToken, this);
    let standIn: (() => unknown) | undefined;
    try {
      standIn = tasks.interceptors.size === 0 ? undefined : tasks.intercept(this.#intercepted());
    } catch (thrown) {
      this.fail(toStateFailure(thrown));
      return;
    }
    if (standIn === undefined) {
      this.kind.start(this);
      return;
    }
    if (this.kind.waitsForJob) this.submit({});
    if (this.kind.waitsForWorker) this.#recordStarted(undefined);
    this.handle(standIn, this.kind.failureOf, (value) => value);
  }

  /** Runs a handler. Time does not advance as long as it is neither finished nor asleep. */
  handle(
    call: () => unknown,
    failureOf: (thrown: unknown) => StateFailure,
    resultOf: (value: unknown) => unknown,
  ): void {
    const { clock, tasks } = this.frame.execution;
    const answer = (value: unknown): void => {
      try {
        this.answer(resultOf(toPlainJson(value)));
      } catch (thrown) {
        this.fail(failureOf(thrown));
      }
    };
    let result: unknown;
    let pending: Promise<unknown> | undefined;
    try {
      result = call();
      // What a handler gives may throw when it is looked at, too.
      if (isThenable(result)) pending = Promise.resolve(result);
    } catch (thrown) {
      this.fail(failureOf(thrown));
      return;
    }
    if (pending === undefined) {
      answer(result);
      return;
    }
    const release = clock.hold();
    const settled = (then: () => void): void => {
      if (!this.#isOver) tasks.takeAnswer(this.#sequence, then);
      release();
    };
    pending.then(
      (value: unknown) => settled(() => answer(value)),
      (thrown: unknown) => settled(() => this.fail(failureOf(thrown))),
    );
  }

  /** The service has answered: that is the result, unless the task waits for its token. */
  answer(value: unknown): void {
    if (this.#isOver) return;
    if (this.#submitted) {
      if (this.kind.waitsForJob && !this.#jobAccepted) this.submit({});
      this.succeed(value);
      return;
    }
    this.submit(value);
    this.#submitted = true;
    this.#tokenAnswer?.();
  }

  /** Records that the service has taken the task on. */
  submit(value: unknown): void {
    if (this.#isOver || this.#jobAccepted) return;
    this.#jobAccepted = true;
    this.frame.record(this.kind.events.submitted, value);
  }

  /** A worker has taken the task of an activity. */
  startedBy(workerName: string | undefined): void {
    this.#recordStarted(workerName);
    this.heartbeat();
  }

  /** Says how to end the work when the attempt is over before it. */
  cancelWith(cancel: () => void): void {
    this.#cancelWork = cancel;
  }

  succeed(result: unknown): void {
    this.#finish(() => {
      if (byteSize(result) > MAX_PAYLOAD_BYTES) {
        return this.#failed(dataLimitFailure(this.kind.limitName, true));
      }
      this.frame.record(this.kind.events.succeeded, result);
      return this.onResult(result);
    });
  }

  fail(failure: StateFailure): void {
    this.#finish(() => this.#failed(failure));
  }

  /** The holder of the token answers; it may do so before the service has answered that it passed the token on. */
  answerToken(answer: () => void): void {
    const { taskToken, execution } = this.frame;
    if (taskToken !== undefined) execution.tasks.tokens.delete(taskToken);
    const release = (): void => execution.tasks.takeAnswer(this.#sequence, answer);
    if (this.#submitted) release();
    else this.#tokenAnswer = release;
  }

  /** Starts the heartbeat's time again. */
  heartbeat(): void {
    const { heartbeatInSeconds } = this.limits;
    // Only who holds a token can send heartbeats, so only then is one missed.
    if (heartbeatInSeconds === undefined || !this.kind.waitsForToken || this.#isOver) return;
    this.#cancelHeartbeat?.();
    this.#cancelHeartbeat = this.frame.execution.clock.timer(heartbeatInSeconds * 1000, () => this.#expire(true));
  }

  #intercepted(): InterceptedTask {
    const { frame, kind, state, args } = this;
    const { executionArn, stateMachineArn } = frame.execution;
    const signal = (): AbortSignal => this.signal;
    return {
      state,
      executionArn,
      stateMachineArn,
      resource: kind.arn,
      retryCount: frame.retryCount,
      ...(kind.submitsToken && frame.taskToken !== undefined ? { taskToken: frame.taskToken } : {}),
      get arguments() {
        return toPlainJson(args);
      },
      get signal() {
        return signal();
      },
    };
  }

  #recordStarted(workerName: string | undefined): void {
    this.frame.record(this.kind.events.started, workerName);
  }

  #failed(failure: StateFailure): Outcome {
    if (failure.error !== 'States.Runtime') this.frame.record(this.kind.events.failed, undefined, failure);
    return failState(this.frame, failure);
  }

  #expire(heartbeat: boolean): void {
    if (!this.#close()) return;
    this.#interrupt('The task timed out', 'TimeoutError');
    const failure = timeoutFailure(heartbeat);
    this.frame.wake(() => {
      this.frame.record(this.kind.events.timedOut, undefined, failure);
      return failState(this.frame, failure);
    });
  }

  #abandon(): void {
    if (this.#close()) this.#interrupt('The task was given up', 'AbortError');
  }

  #interrupt(message: string, name: string): void {
    this.#cancelWork?.();
    if (this.#controller === undefined) return;
    this.frame.execution.clock.interrupt(this.#controller, new DOMException(message, name));
  }

  #finish(resume: () => Outcome): void {
    if (this.#close()) this.frame.wake(resume);
  }

  #close(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    this.#cancelTimeout?.();
    this.#cancelHeartbeat?.();
    const { taskToken, execution } = this.frame;
    if (taskToken !== undefined) execution.tasks.tokens.delete(taskToken);
    return true;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
