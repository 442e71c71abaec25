import type { StateSource } from '../definition/state-source.js';
import { compileDataFlow } from '../query/data-flow.js';
import { BLOCKED, type Outcome, type Program } from '../run/compiled-state.js';
import { Frame, type Fork, type Forked } from '../run/frame.js';
import { failState } from '../run/state-transition.js';
import type { StateFailure } from '../run/state-failure.js';
import { VariableScope } from '../run/variable-scope.js';
import type { BeginState } from './begin-state.js';
import type { CompileInner } from './inner-program.js';

const STARTED = { type: 'ParallelStateStarted' };
const SUCCEEDED = { type: 'ParallelStateSucceeded' };

/** Parallel: runs its branches at the same time; the result is the list of their outputs. */
export function compileParallel(source: StateSource, compileInner: CompileInner): BeginState {
  const flow = compileDataFlow(source, 'result');
  const next = source.next();
  const branches = source.objects('Branches').map((branch, index) => compileInner(`Branches[${index}]`, branch));
  if (branches.length === 0) source.report('Branches', 'is empty: a Parallel state has at least one branch');
  return (state) => (frame) => {
    const input = frame.stateInput;
    const work = flow.work(frame, input);
    frame.record(STARTED);
    const run = new ParallelRun(frame, branches, work, (result) => {
      frame.execution.record(SUCCEEDED, frame.lastEvent);
      return frame.leave(state, flow.output(frame, input, result), next);
    });
    run.start();
    return BLOCKED;
  };
}

class ParallelRun implements Fork, Forked {
  readonly #children: Frame[];
  readonly #results: unknown[] = [];
  readonly #unfinished: Set<Frame>;

  readonly parent: Frame;
  readonly onResult: (result: unknown) => Outcome;

  constructor(parent: Frame, branches: readonly Program[], input: unknown, onResult: (result: unknown) => Outcome) {
    this.parent = parent;
    this.onResult = onResult;
    const { execution, lastEvent, variables, item } = parent;
    this.#children = branches.map(
      (branch, index) =>
        new Frame(execution, branch, input, lastEvent, new VariableScope(variables), this, item, index),
    );
    this.#unfinished = new Set(this.#children);
  }

  start(): void {
    this.parent.forked = this;
    this.parent.block(this);
    for (const child of this.#children) this.parent.execution.scheduler.ready(child);
  }

  childEnded(child: Frame): void {
    this.#results[child.index] = child.stateInput;
    this.#unfinished.delete(child);
    if (this.#unfinished.size > 0) return;
    this.parent.lastEvent = child.lastEvent;
    this.parent.wake(() => this.onResult(this.#results));
  }

  /** The first branch that fails ends the others; the state fails with that branch's own error. */
  childFailed(child: Frame, failure: StateFailure): void {
    this.abort(child.lastEvent);
    this.parent.lastEvent = child.lastEvent;
    this.parent.wake(() => failState(this.parent, failure));
  }

  redrive(): Outcome {
    if (this.#unfinished.size === 0) return this.onResult(this.#results);
    const outcome = this.parent.block(this);
    for (const child of this.#unfinished) child.redrive(this.parent.lastEvent);
    return outcome;
  }

  abort(previous: number | undefined): void {
    for (const child of this.#children) child.abort(previous);
  }
}
