import { byteSize } from '../json/byte-size.js';
import type { EventKind } from '../history/event-kind.js';
import type { EventDetail } from '../history/history-record.js';
import type { Assignments, Conclusion } from '../query/data-flow.js';
import type { EvaluationScope, StatesVariable } from '../query/evaluation-scope.js';
import { contextObject } from './context-object.js';
import { BLOCKED, type CompiledState, type Outcome, type Program } from './compiled-state.js';
import type { ExecutionRun } from './execution-run.js';
import type { RetryAccount } from './retry-policy.js';
import { dataLimitFailure, type StateFailure } from './state-failure.js';
import type { VariableScope } from './variable-scope.js';

/** 256 KiB of UTF-8: the most a state may give or take (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
export const MAX_PAYLOAD_BYTES = 256 * 1024;

/** The item of an iteration, for `$$.Map.Item`. */
export interface MapItem {
  readonly index: number;
  readonly value: unknown;
}

/** Who is told how a frame ended: the Map or Parallel state that forked it. */
export interface Fork {
  childEnded(child: Frame): void;
  childFailed(child: Frame, failure: StateFailure): void;
}

/** What a blocked frame waits for. */
export interface Blocker {
  /** Gives up. With `previous`, the events of what is aborted inside are recorded, pointing at that event. */
  abort(previous: number | undefined): void;
}

/** The frames that a Map or Parallel state forked, after its execution failed. */
export interface Forked {
  /** Lets those go on that failed or were aborted; results of the others stay. */
  redrive(): Outcome;
}

/** One thread of an execution: its root, a branch of a Parallel state, or an iteration of a Map state. */
export class Frame implements EvaluationScope {
  /** The number of the state to enter next. */
  position: number;
  /** The state the frame is in. */
  state: CompiledState | undefined;
  /** The raw input of that state; after the end, the output of the frame. */
  stateInput: unknown;
  /** The last event of this frame: what the next one points at. */
  lastEvent: number;
  /** The event before the state was entered: what EvaluationFailed points at. */
  eventBeforeState = 0;
  enteredEvent = 0;
  enteredAt = 0;
  retryCount = 0;
  retries: RetryAccount | undefined;
  taskToken: string | undefined;
  blocker: Blocker | undefined;
  /** What the current attempt at a Map or Parallel state has begun. */
  forked: Forked | undefined;
  /** How to go on after having been blocked. */
  resume: (() => Outcome) | undefined;
  isDead = false;

  // What expressions see; see EvaluationScope.
  input: unknown;
  states: StatesVariable;

  readonly execution: ExecutionRun;
  readonly program: Program;
  readonly variables: VariableScope;
  readonly fork: Fork | undefined;
  readonly item: MapItem | undefined;
  /** The place among the children of the fork. */
  readonly index: number;

  constructor(
    execution: ExecutionRun,
    program: Program,
    input: unknown,
    lastEvent: number,
    variables: VariableScope,
    fork: Fork | undefined,
    item: MapItem | undefined,
    index: number,
  ) {
    this.execution = execution;
    this.program = program;
    this.variables = variables;
    this.fork = fork;
    this.item = item;
    this.index = index;
    this.position = program.start;
    this.stateInput = input;
    this.input = input;
    this.states = { input };
    this.lastEvent = lastEvent;
  }

  get context(): unknown {
    return contextObject(this);
  }

  variable(name: string): unknown {
    return name === 'states' ? this.states : this.variables.read(name);
  }

  /** Whole milliseconds, as `$millis()` gives them: a clock may be finer. */
  now(): number {
    return Math.floor(this.execution.clock.now());
  }

  random(): number {
    return this.execution.random.next();
  }

  /** Records an event of this frame, after its last one. */
  record(kind: EventKind, value?: unknown, detail?: EventDetail): void {
    this.lastEvent = this.execution.record(kind, this.lastEvent, value, detail);
  }

  /** Ends the current state with an output, and says where to go on. */
  leave(state: CompiledState, { output, assigned }: Conclusion, next: number): Outcome {
    if (output !== this.stateInput && byteSize(output) > MAX_PAYLOAD_BYTES) throw dataLimitFailure(state.name, false);
    if (assigned !== undefined) this.#checkSize(assigned, state);
    this.record(state.exited, output, assigned);
    return this.follow(output, assigned, next);
  }

  /** What one Assign holds together counts like an output (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html). */
  #checkSize(assigned: Assignments, state: CompiledState): void {
    let size = 0;
    for (const value of assigned.values()) size += byteSize(value);
    if (size > MAX_PAYLOAD_BYTES) throw dataLimitFailure(state.name, false);
  }

  /** Goes on to the next state with an output. */
  follow(output: unknown, assigned: Assignments | undefined, next: number): Outcome {
    if (assigned !== undefined) this.variables.assign(assigned);
    this.stateInput = output;
    return next;
  }

  /** Says what the frame waits for. A frame that was ended meanwhile waits for nothing. */
  block(blocker: Blocker): Outcome {
    if (this.isDead) blocker.abort(undefined);
    else this.blocker = blocker;
    return BLOCKED;
  }

  /** Lets the frame go on, from an event outside of its own run. */
  wake(resume: () => Outcome): void {
    if (this.isDead) return;
    this.blocker = undefined;
    this.resume = resume;
    this.execution.scheduler.ready(this);
  }

  /** Lets a frame that failed or was aborted go on where it stopped, after the event `previous`. Its retries count anew. */
  redrive(previous: number): void {
    const { state, forked } = this;
    this.isDead = false;
    this.lastEvent = previous;
    this.eventBeforeState = previous;
    this.retryCount = 0;
    this.retries = undefined;
    this.resume = () => {
      if (state === undefined) return this.position;
      return forked === undefined ? state.begin(this) : forked.redrive();
    };
    this.execution.scheduler.ready(this);
  }

  /** Ends the frame from outside; see {@link Blocker.abort}. */
  abort(previous: number | undefined): void {
    if (this.isDead) return;
    this.isDead = true;
    const { blocker } = this;
    this.blocker = undefined;
    blocker?.abort(previous);
    const type = this.state?.type;
    const isBlocking = type === 'Task' || type === 'Wait' || type === 'Map' || type === 'Parallel';
    if (previous !== undefined && isBlocking) this.execution.record({ type: `${type}StateAborted` }, previous);
  }
}
