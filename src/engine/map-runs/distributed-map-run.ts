import { byteSize } from '../json/byte-size.js';
import { seededRandom, type RandomSource } from '../random/random-source.js';
import type { Outcome } from '../run/compiled-state.js';
import type { ExecutionRun } from '../run/execution-run.js';
import { MAX_PAYLOAD_BYTES, type Blocker, type Forked, type Frame } from '../run/frame.js';
import { failState } from '../run/state-transition.js';
import { dataLimitFailure, failure, toStateFailure, type StateFailure } from '../run/state-failure.js';
import { awaitAnswer } from './await-answer.js';
import { childOrder } from './child-order.js';
import type { MapRun, MapRunCounts, MapRunLimits, MapRunStatus } from './map-run.js';
import type { ChildInput, ChildInputs, ChildResult, ItemSet, MapRunEnd, MapRunPlan } from './map-run-plan.js';
import { Progress } from './progress.js';

/** Child executions of one map run at the same time, at most (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const MAX_CONCURRENCY = 10_000;

/** Runs the items of a distributed Map state in executions of their own. */
export class DistributedMapRun implements MapRun, Blocker, Forked {
  readonly mapRunArn: string;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly startDate: Date;
  stopDate?: Date;
  status: MapRunStatus = 'RUNNING';
  redriveCount = 0;
  redriveDate?: Date;
  readonly #parent: Frame;
  readonly #plan: MapRunPlan;
  readonly #machineName: string;
  readonly #names: RandomSource;
  #limits: Partial<MapRunLimits>;
  readonly #items = new Progress();
  readonly #executions = new Progress();
  readonly #children = new Map<string, ExecutionRun>();
  #inputs: ChildInputs | undefined;
  #results: (ChildResult | undefined)[] = [];
  #begun = 0;
  /** Children that did not end well, by their place. */
  readonly #unfinished = new Map<number, ExecutionRun>();
  /** Those of them that a redrive has still to begin again. */
  #redriven: (readonly [number, ExecutionRun])[] = [];
  /** No further child begins: all have, too many failed, or the state was ended. */
  #isClosed = false;

  constructor(parent: Frame, plan: MapRunPlan) {
    const { execution } = parent;
    const { region, accountId } = execution.origin;
    this.#parent = parent;
    this.#plan = plan;
    this.#limits = plan.limits;
    this.#machineName = `${execution.machineName}/${plan.label}`;
    this.executionArn = execution.executionArn;
    this.stateMachineArn = `arn:aws:states:${region}:${accountId}:stateMachine:${this.#machineName}`;
    this.mapRunArn = `arn:aws:states:${region}:${accountId}:mapRun:${this.#machineName}:${execution.random.uuid()}`;
    this.startDate = new Date(execution.clock.now());
    this.#names = seededRandom(this.mapRunArn);
  }

  get label(): string {
    return this.#plan.label;
  }

  get maxConcurrency(): number {
    return this.#limits.maxConcurrency ?? 0;
  }

  get toleratedFailureCount(): number {
    return this.#limits.toleratedFailureCount ?? 0;
  }

  get toleratedFailurePercentage(): number {
    return this.#limits.toleratedFailurePercentage ?? 0;
  }

  get itemCounts(): MapRunCounts {
    return this.#items.counts;
  }

  get executionCounts(): MapRunCounts {
    return this.#executions.counts;
  }

  executions(): readonly ExecutionRun[] {
    return [...this.#children.values()];
  }

  child(executionArn: string): ExecutionRun | undefined {
    return this.#children.get(executionArn);
  }

  update(limits: Partial<MapRunLimits>): void {
    if (this.status !== 'RUNNING') return;
    this.#limits = { ...this.#limits, ...limits };
    if (this.#inputs !== undefined && !this.#failIfTooMany()) this.#fill(this.#inputs);
  }

  start(): void {
    const { items } = this.#plan;
    this.#parent.block(this);
    if (this.#isClosed) return;
    this.#parent.record({ type: 'MapRunStarted', name: this.mapRunArn });
    if (typeof items !== 'function') {
      this.#run(items);
      return;
    }
    awaitAnswer(
      this.#parent.execution.tasks,
      items,
      (read) => this.#run(read),
      (thrown) => this.#close(toStateFailure(thrown)),
    );
  }

  /** Redrives the children that did not end well; Express ones begin anew, as new executions. */
  redrive(): Outcome {
    const parent = this.#parent;
    const inputs = this.#inputs;
    if (inputs === undefined) throw new TypeError(`The map run '${this.mapRunArn}' has nothing that could be redriven`);
    this.status = 'RUNNING';
    this.redriveCount++;
    this.redriveDate = new Date(parent.execution.clock.now());
    delete this.stopDate;
    this.#isClosed = false;
    this.#redriven = [...this.#unfinished]
      .filter(([, child]) => child.redriveStatus === 'REDRIVABLE_BY_MAP_RUN')
      .toSorted(([a], [b]) => a - b);
    for (const [index, child] of this.#redriven) {
      this.#unfinished.delete(index);
      this.#items.awaitRedrive(child.status, child.itemCount ?? 0);
      this.#executions.awaitRedrive(child.status, 1);
    }
    this.#items.keepFailures();
    this.#executions.keepFailures();
    const outcome = parent.block(this);
    parent.record({ type: 'MapRunRedriven', name: this.mapRunArn }, this.redriveCount);
    this.#fill(inputs);
    return outcome;
  }

  /** The parent is ended, and its children with it. */
  abort(previous: number | undefined): void {
    if (this.status !== 'RUNNING') return;
    this.#stop('ABORTED');
    if (previous !== undefined) this.#parent.execution.record({ type: 'MapRunAborted' }, previous);
  }

  #run(items: ItemSet): void {
    if (this.#isClosed) return;
    try {
      this.#inputs = this.#plan.inputsOf(items);
    } catch (thrown) {
      this.#close(toStateFailure(thrown));
      return;
    }
    // Before that there is nothing to be redriven: the state begins anew.
    this.#parent.forked = this;
    this.#items.total = this.#inputs.itemCount;
    this.#executions.total = this.#inputs.length;
    this.#fill(this.#inputs);
  }

  /** Begins as many children as may run; ends the run when there is nothing left to begin or to wait for. */
  #fill(inputs: ChildInputs): void {
    const concurrency = Math.min(this.maxConcurrency || MAX_CONCURRENCY, MAX_CONCURRENCY);
    while (!this.#isClosed && this.#hasMore(inputs) && this.#executions.running < concurrency) {
      try {
        this.#beginNext(inputs);
      } catch (thrown) {
        this.#close(toStateFailure(thrown));
      }
    }
    if (!this.#isClosed && !this.#hasMore(inputs) && this.#executions.running === 0) this.#close(undefined);
  }

  #hasMore(inputs: ChildInputs): boolean {
    return this.#redriven.length > 0 || this.#begun < inputs.length;
  }

  #beginNext(inputs: ChildInputs): void {
    const redriven = this.#redriven.shift();
    if (redriven === undefined) {
      this.#begin(inputs, this.#begun++);
      return;
    }
    const [index, earlier] = redriven;
    const itemCount = earlier.itemCount ?? 0;
    this.#items.beginAgain(itemCount);
    this.#executions.beginAgain(1);
    const child = earlier.type === 'STANDARD' ? earlier : this.#create(inputs.at(index));
    this.#children.set(child.executionArn, child);
    if (child === earlier) child.goOn();
    child.whenEnded(() => this.#childEnded(child, index, itemCount, inputs));
    if (child !== earlier) child.start();
  }

  #begin(inputs: ChildInputs, index: number): void {
    const order = inputs.at(index);
    if (byteSize(order.input) > MAX_PAYLOAD_BYTES) {
      throw dataLimitFailure(this.#parent.state?.name ?? '', true);
    }
    const child = this.#create(order);
    this.#children.set(child.executionArn, child);
    this.#items.begin(order.itemCount);
    this.#executions.begin(1);
    child.whenEnded(() => this.#childEnded(child, index, order.itemCount, inputs));
    child.start();
  }

  #create(input: ChildInput): ExecutionRun {
    const { execution } = this.#parent;
    const { mapRunArn, stateMachineArn } = this;
    const origin = { mapRunArn, stateMachineArn, machineName: this.#machineName, names: this.#names };
    return execution.tasks.mapRuns.createChild(childOrder(execution, this.#plan, origin, input), execution);
  }

  #childEnded(child: ExecutionRun, index: number, itemCount: number, inputs: ChildInputs): void {
    const { status } = child;
    if (status === 'RUNNING') return;
    const succeeded = status === 'SUCCEEDED';
    this.#items.end(status, itemCount);
    this.#executions.end(status, 1);
    if (!succeeded) this.#unfinished.set(index, child);
    this.#results[index] = { succeeded, values: this.#plan.results.keep(child) };
    if (succeeded && child.type === 'EXPRESS') this.#children.delete(child.executionArn);
    if (this.#isClosed || (!succeeded && this.#failIfTooMany())) return;
    this.#fill(inputs);
  }

  /** A batch that fails counts with all its items. */
  #failIfTooMany(): boolean {
    const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = this.#limits;
    const { failures, total } = this.#items;
    const limit = Math.min(count ?? Infinity, percentage === undefined ? Infinity : (percentage * total) / 100);
    if (failures === 0 || failures <= (limit === Infinity ? 0 : limit)) return false;
    this.#close(
      failure('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded'),
    );
    return true;
  }

  /** Nothing further begins. What still runs is stopped; the results are written, if the state has a ResultWriter; then the run ends. */
  #close(thrown: StateFailure | undefined): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopChildren();
    this.#keepForRedrive();
    const { results } = this.#plan;
    const inputs = this.#inputs ?? { length: 0, itemCount: 0, at: () => ({ input: null, itemCount: 0 }) };
    const end: MapRunEnd = { mapRunArn: this.mapRunArn, results: this.#results, inputs };
    const { write } = results;
    const attempt = this.redriveCount;
    if (write === undefined || this.#inputs === undefined) {
      this.#end(thrown, thrown === undefined ? results.collect?.(end) : undefined);
      return;
    }
    awaitAnswer(
      this.#parent.execution.tasks,
      () => write(end),
      (result) => {
        this.#items.resultsWritten = this.#items.total - this.#items.counts.pending;
        this.#executions.resultsWritten = this.#begun;
        if (this.redriveCount === attempt) this.#end(thrown, result);
      },
      (error) => {
        if (this.redriveCount === attempt) this.#end(thrown ?? toStateFailure(error), undefined);
      },
    );
  }

  #end(thrown: StateFailure | undefined, result: unknown): void {
    if (this.status !== 'RUNNING') return;
    const parent = this.#parent;
    if (thrown === undefined) {
      this.#stop('SUCCEEDED');
      // As recorded on AWS: where the state is left points at the start of the run, past these two.
      const { execution } = parent;
      const succeeded = execution.record({ type: 'MapRunSucceeded' }, parent.lastEvent);
      execution.record({ type: 'MapStateSucceeded' }, succeeded);
      parent.forked = { redrive: () => this.#plan.onResult(result) };
      parent.wake(() => this.#plan.onResult(result));
    } else {
      this.#stop('FAILED');
      const { error, cause } = thrown;
      parent.record({ type: 'MapRunFailed' }, undefined, { error, cause });
      parent.wake(() => failState(parent, thrown));
    }
  }

  #stop(status: MapRunStatus): void {
    this.status = status;
    this.#isClosed = true;
    this.stopDate = new Date(this.#parent.execution.clock.now());
    this.#stopChildren();
    this.#keepForRedrive();
    if (status !== 'SUCCEEDED') return;
    this.#results = [];
    this.#inputs = undefined;
  }

  #keepForRedrive(): void {
    for (const [index, child] of this.#redriven) this.#unfinished.set(index, child);
    this.#redriven = [];
  }

  #stopChildren(): void {
    if (this.#executions.running === 0) return;
    for (const child of this.#children.values()) child.stop();
  }
}
