import type { Clock } from '../clock/clock.js';
import type { EventKind } from '../history/event-kind.js';
import { History, MAX_EVENTS } from '../history/history.js';
import type { ErrorDetail, EventDetail } from '../history/history-record.js';
import { renderEvent, type EventOrigin, type HistoryEvent } from '../history/render-event.js';
import { seededRandom, type RandomSource } from '../random/random-source.js';
import type { ExecutionOrder, ExecutionSurroundings } from './execution-order.js';
import { EngineError } from '../engine-error.js';
import type { Execution, ExecutionStatus, RedriveStatus } from './execution.js';
import { redriveObstacle } from './redrive-obstacle.js';
import { Frame } from './frame.js';
import type { Scheduler } from './scheduler.js';
import { runtimeFailure, type StateFailure } from './state-failure.js';
import type { TaskDesk } from '../tasks/task-desk.js';
import { VariableScope } from './variable-scope.js';

/** Express executions end after five minutes (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const EXPRESS_SECONDS = 300;

/** Without a wait in it, an endless loop takes no virtual time at all. With so many events its five minutes would be over on AWS. */
const EXPRESS_EVENTS = 1_000_000;

const STARTED = { type: 'ExecutionStarted' };
const SUCCEEDED = { type: 'ExecutionSucceeded' };
const FAILED = { type: 'ExecutionFailed' };

/** An execution: its history, its frames and its end. */
export class ExecutionRun implements Execution {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly machineName: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly input: unknown;
  readonly givenContext: Readonly<Record<string, unknown>> | undefined;
  readonly parentArn?: string;
  readonly mapRunArn?: string;
  readonly itemCount?: number;
  readonly surroundings: ExecutionSurroundings;
  readonly log: History;
  status: ExecutionStatus = 'RUNNING';
  output?: unknown;
  error?: string;
  cause?: string;
  billedTransitions = 0;
  /** Undefined when nothing can go on any more: an engine keeps all its executions, but only what can be asked of them. */
  #root: Frame | undefined;
  readonly #seedPrefix: string;
  #random: RandomSource | undefined;
  #context: Readonly<Record<string, unknown>> | undefined;
  readonly #timeoutSeconds: number | undefined;
  #cancelTimeout: (() => void) | undefined;
  redriveCount = 0;
  #redrivenAt: number | undefined;
  #ended: ((execution: ExecutionRun) => void)[] | undefined;
  #finished: Promise<Execution> | undefined;

  constructor(order: ExecutionOrder, surroundings: ExecutionSurroundings) {
    this.executionArn = order.executionArn;
    this.name = order.name;
    this.stateMachineArn = order.stateMachineArn;
    this.machineName = order.machineName;
    this.type = order.type;
    this.input = order.input;
    this.#seedPrefix = order.seedPrefix;
    this.givenContext = order.context;
    if (order.parentArn !== undefined) this.parentArn = order.parentArn;
    if (order.mapRun !== undefined) {
      this.mapRunArn = order.mapRun.mapRunArn;
      this.itemCount = order.mapRun.itemCount;
    }
    this.surroundings = surroundings;
    const limit = order.type === 'STANDARD' ? MAX_EVENTS : EXPRESS_EVENTS;
    this.log = new History(limit, this.clock.now());
    const variables = new VariableScope();
    if (order.variables !== undefined) variables.assign(new Map(Object.entries(order.variables)));
    this.#root = new Frame(this, order.machine.program, order.input, 0, variables, undefined, undefined, 0);
    const { timeoutSeconds } = order.machine;
    this.#timeoutSeconds =
      order.type === 'EXPRESS' ? Math.min(timeoutSeconds ?? EXPRESS_SECONDS, EXPRESS_SECONDS) : timeoutSeconds;
    this.#startTimeout();
  }

  get clock(): Clock {
    return this.surroundings.clock;
  }

  get scheduler(): Scheduler {
    return this.surroundings.scheduler;
  }

  get tasks(): TaskDesk {
    return this.surroundings.tasks;
  }

  get origin(): EventOrigin {
    return this.surroundings.origin;
  }

  get startDate(): Date {
    return new Date(this.log.startedAt);
  }

  /** The last event is that of the end. */
  get stopDate(): Date | undefined {
    return this.status === 'RUNNING' ? undefined : new Date(this.log.latest);
  }

  get redriveDate(): Date | undefined {
    return this.#redrivenAt === undefined ? undefined : new Date(this.#redrivenAt);
  }

  get redriveStatus(): RedriveStatus {
    if (this.redriveStatusReason !== undefined) return 'NOT_REDRIVABLE';
    return this.mapRunArn === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN';
  }

  get redriveStatusReason(): string | undefined {
    return redriveObstacle(this, this.clock.now());
  }

  get random(): RandomSource {
    this.#random ??= seededRandom(this.#seedPrefix + this.executionArn);
    return this.#random;
  }

  /** The parts of the context object that stay the same. Express executions cannot be redriven, so they have no count. */
  get context(): Readonly<Record<string, unknown>> {
    this.#context ??= {
      Execution: {
        Id: this.executionArn,
        Input: this.input,
        StartTime: this.startDate.toISOString(),
        Name: this.name,
        RoleArn: this.origin.roleArn,
        ...(this.type === 'STANDARD' ? { RedriveCount: this.redriveCount } : {}),
      },
      StateMachine: { Id: this.stateMachineArn, Name: this.machineName },
    };
    return this.#context;
  }

  get finished(): Promise<Execution> {
    if (this.status !== 'RUNNING') return Promise.resolve(this);
    this.#finished ??= new Promise((resolve) => this.whenEnded(resolve));
    return this.#finished;
  }

  get eventCount(): number {
    return this.log.length;
  }

  start(): void {
    this.record(STARTED, 0, this.input);
    if (this.#root !== undefined) this.scheduler.ready(this.#root);
  }

  history(from = 0, to = this.eventCount): HistoryEvent[] {
    const count = Math.max(0, Math.min(to, this.eventCount) - from);
    return Array.from({ length: count }, (_, index) => this.event(from + index + 1));
  }

  /** The event with that id, as AWS shows it. */
  event(id: number): HistoryEvent {
    return renderEvent(this.log.record(id), id, this.origin);
  }

  stop({ error, cause }: Partial<ErrorDetail> = {}): void {
    if (this.status !== 'RUNNING') return;
    this.#root?.abort(undefined);
    this.#end('ABORTED', { type: 'ExecutionAborted' }, 0, undefined, { error, cause });
  }

  redrive(): void {
    const obstacle = this.redriveStatusReason;
    if (obstacle !== undefined) throw new EngineError('ExecutionNotRedrivable', obstacle);
    if (this.mapRunArn !== undefined) {
      const message = `Execution is a child of a map run: redrive its parent, '${this.parentArn}', instead`;
      throw new EngineError('ExecutionNotRedrivable', message);
    }
    this.scheduler.afterwards(() => this.goOn());
  }

  /** Redrives the execution, in the midst of others. */
  goOn(): void {
    if (this.#root === undefined || this.status === 'RUNNING') return;
    const last = this.eventCount;
    this.status = 'RUNNING';
    this.redriveCount++;
    this.#redrivenAt = this.clock.now();
    this.#context = undefined;
    this.#finished = undefined;
    delete this.error;
    delete this.cause;
    this.#startTimeout();
    this.billTransition();
    this.#root.redrive(this.record({ type: 'ExecutionRedriven' }, last, this.redriveCount));
  }

  #startTimeout(): void {
    const seconds = this.#timeoutSeconds;
    if (seconds !== undefined) this.#cancelTimeout = this.clock.timer(seconds * 1000, () => this.#timeOut());
  }

  /** Calls `then` when the execution has ended, at once if it has ended already. */
  whenEnded(then: (execution: ExecutionRun) => void): void {
    if (this.status === 'RUNNING') (this.#ended ??= []).push(then);
    else then(this);
  }

  record(kind: EventKind, previous: number, value?: unknown, detail?: EventDetail): number {
    // A listener to events may have ended the execution with this one half way through a state.
    if (this.status !== 'RUNNING') return previous;
    const id = this.log.add(kind, previous, this.clock.now(), value, detail);
    if (!this.log.overflowed) this.surroundings.onEvent(this, id);
    return id;
  }

  billTransition(): void {
    this.billedTransitions++;
  }

  succeed(root: Frame): void {
    this.output = root.stateInput;
    this.#end('SUCCEEDED', SUCCEEDED, root.lastEvent, root.stateInput, undefined);
  }

  fail(root: Frame, { error, cause }: StateFailure): void {
    this.#end('FAILED', FAILED, root.lastEvent, undefined, { error, cause });
  }

  /** Ends an execution whose history has room for one more event only. */
  exceedHistory(): void {
    if (this.type === 'EXPRESS') this.#timeOut();
    if (this.status !== 'RUNNING') return;
    const { error, cause } = runtimeFailure(
      `The execution reached the maximum number of history events (${MAX_EVENTS}).`,
    );
    const last = this.log.length;
    this.#root?.abort(undefined);
    this.#end('FAILED', FAILED, last, undefined, { error, cause });
  }

  #timeOut(): void {
    if (this.status !== 'RUNNING') return;
    this.#root?.abort(undefined);
    this.#end('TIMED_OUT', { type: 'ExecutionTimedOut' }, 0, undefined, { error: 'States.Timeout', cause: undefined });
  }

  #end(
    status: ExecutionStatus,
    kind: EventKind,
    previous: number,
    output: unknown,
    detail: ErrorDetail | undefined,
  ): void {
    if (this.status !== 'RUNNING') return;
    this.status = status;
    this.#cancelTimeout?.();
    if (status === 'SUCCEEDED' || this.type === 'EXPRESS') this.#root = undefined;
    if (detail?.error !== undefined) this.error = detail.error;
    if (detail?.cause !== undefined) this.cause = detail.cause;
    this.surroundings.onEvent(this, this.log.end(kind, previous, this.clock.now(), output, detail));
    const ended = this.#ended ?? [];
    this.#ended = undefined;
    for (const then of ended) then(this);
  }
}
