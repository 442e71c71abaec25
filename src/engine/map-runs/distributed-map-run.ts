import { byteSize } from '../json/byte-size.js';
import { seededRandom, type RandomSource } from '../random/random-source.js';
import type { ExecutionOrder, ExecutionRun } from '../run/execution-run.js';
import { MAX_PAYLOAD_BYTES, type Blocker, type Frame } from '../run/frame.js';
import { failState } from '../run/state-transition.js';
import { dataLimitFailure, failure, toStateFailure, type StateFailure } from '../run/state-failure.js';
import { awaitAnswer } from './await-answer.js';
import type { MapRun, MapRunCounts, MapRunLimits, MapRunStatus } from './map-run.js';
import type { ChildInput, ChildInputs, ChildResult, ItemSet, MapRunEnd, MapRunPlan } from './map-run-plan.js';
import { Progress } from './progress.js';

/** Child executions of one map run at the same time, at most (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const MAX_CONCURRENCY = 10_000;

/** Runs the items of a distributed Map state in executions of their own. */
export class DistributedMapRun implements MapRun, Blocker {
  readonly mapRunArn: string;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly startDate: Date;
  stopDate?: Date;
  status: MapRunStatus = 'RUNNING';
  readonly redriveCount = 0;
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
  /** No further child begins: all have, too many failed, or somebody ended the state. */
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
    this.#parent.record('MapRunStarted', this.mapRunArn);
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

  /** The parent is ended, and its children with it. */
  abort(previous: number | undefined): void {
    if (this.status !== 'RUNNING') return;
    this.#stop('ABORTED');
    if (previous !== undefined) this.#parent.execution.record('MapRunAborted', previous);
  }

  #run(items: ItemSet): void {
    if (this.#isClosed) return;
    try {
      this.#inputs = this.#plan.inputsOf(items);
    } catch (thrown) {
      this.#close(toStateFailure(thrown));
      return;
    }
    this.#items.total = this.#inputs.itemCount;
    this.#executions.total = this.#inputs.length;
    this.#fill(this.#inputs);
  }

  /** Begins as many children as may run; ends the run when there is nothing left to begin or to wait for. */
  #fill(inputs: ChildInputs): void {
    const concurrency = Math.min(this.maxConcurrency || MAX_CONCURRENCY, MAX_CONCURRENCY);
    while (!this.#isClosed && this.#begun < inputs.length && this.#executions.running < concurrency) {
      try {
        this.#begin(inputs, this.#begun++);
      } catch (thrown) {
        this.#close(toStateFailure(thrown));
      }
    }
    if (!this.#isClosed && this.#begun === inputs.length && this.#executions.running === 0) this.#close(undefined);
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

  #create({ input, itemCount }: ChildInput): ExecutionRun {
    const { execution } = this.#parent;
    const { region, accountId } = execution.origin;
    const { program, type } = this.#plan;
    const name = this.#names.uuid();
    const place = `arn:aws:states:${region}:${accountId}`;
    const executionArn =
      type === 'STANDARD'
        ? `${place}:execution:${this.#machineName}:${name}`
        : `${place}:express:${this.#machineName}:${name}:${this.#names.uuid()}`;
    const order: ExecutionOrder = {
      executionArn,
      name,
      stateMachineArn: this.stateMachineArn,
      machineName: this.#machineName,
      type,
      machine: { program, timeoutSeconds: undefined },
      input,
      seed: executionArn,
      parentArn: execution.executionArn,
      mapRun: { mapRunArn: this.mapRunArn, itemCount },
    };
    return execution.tasks.mapRuns.createChild(order, execution);
  }

  #childEnded(child: ExecutionRun, index: number, itemCount: number, inputs: ChildInputs): void {
    const { status } = child;
    if (status === 'RUNNING') return;
    const succeeded = status === 'SUCCEEDED';
    this.#items.end(status, itemCount);
    this.#executions.end(status, 1);
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

  /** Nothing further begins. What still runs is stopped; the results are written, if the state wants that; then the run ends. */
  #close(thrown: StateFailure | undefined): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopChildren();
    const { results } = this.#plan;
    const inputs = this.#inputs ?? { length: 0, itemCount: 0, at: () => ({ input: null, itemCount: 0 }) };
    const end: MapRunEnd = { mapRunArn: this.mapRunArn, results: this.#results, inputs };
    const { write } = results;
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
        this.#end(thrown, result);
      },
      (error) => this.#end(thrown ?? toStateFailure(error), undefined),
    );
  }

  #end(thrown: StateFailure | undefined, result: unknown): void {
    if (this.status !== 'RUNNING') return;
    const parent = this.#parent;
    if (thrown === undefined) {
      this.#stop('SUCCEEDED');
      // As recorded on AWS: where the state is left points at the start of the run, past these two.
      const { execution } = parent;
      execution.record('MapStateSucceeded', execution.record('MapRunSucceeded', parent.lastEvent));
      parent.wake(() => this.#plan.onResult(result));
    } else {
      this.#stop('FAILED');
      const { error, cause } = thrown;
      parent.record('MapRunFailed', undefined, undefined, { error, cause });
      parent.wake(() => failState(parent, thrown));
    }
  }

  #stop(status: MapRunStatus): void {
    this.status = status;
    this.#isClosed = true;
    this.stopDate = new Date(this.#parent.execution.clock.now());
    this.#stopChildren();
    this.#results = [];
    this.#inputs = undefined;
  }

  #stopChildren(): void {
    if (this.#executions.running === 0) return;
    for (const child of this.#children.values()) child.stop();
  }
}
