import type { ExecutionStatus, HistoryEvent } from '../../engine/index.js';
import { indexStates, type StateEntry } from '../definition/state-index.js';
import { formatDuration } from '../duration.js';
import type { JsonObject } from '../json-object.js';
import { pathText } from './path-text.js';
import type { RunRecord } from './run-record.js';
import { taskCallsIn, type TaskCall } from './task-call.js';
import { traceOf } from './trace.js';
import { variablesOf } from './variables.js';
import { addressOf, visitsIn, type Frame, type Visit } from './visit.js';
import { instancesOf } from '../../runtime/instances-of.js';

/** An execution that a test ran, or what there is of it so far. The matchers read this, whatever target it ran on. */
export class Run {
  static readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<Run>('Run');
  readonly record: RunRecord;
  readonly states: ReadonlyMap<string, StateEntry>;
  readonly root: Frame;

  constructor(record: RunRecord) {
    this.record = record;
    this.states = indexStates(record.definition);
    this.root = traceOf(record.events, this.states);
  }

  get status(): ExecutionStatus {
    return this.record.status;
  }

  get output(): unknown {
    return this.record.output;
  }

  get error(): string | undefined {
    return this.record.error;
  }

  get cause(): string | undefined {
    return this.record.cause;
  }

  /** The history as GetExecutionHistory gives it. */
  get events(): readonly HistoryEvent[] {
    return this.record.events;
  }

  /** How long it took, in milliseconds of the target's time: virtual time on the embedded engine. */
  get milliseconds(): number {
    return this.record.until.getTime() - this.record.startedAt.getTime();
  }

  /** All stays in states, in the order of {@link taken}. */
  get visits(): readonly Visit[] {
    return visitsIn(this.root);
  }

  /**
   * The states in the order in which they were entered. What happened inside of a Map or Parallel state follows it, iteration by
   * iteration, whatever came first in time: `['Load', 'Each', 'Each[0].Score', 'Each[1].Score', 'Done']`.
   */
  get taken(): readonly string[] {
    return this.visits.map(addressOf);
  }

  /** Every task that was scheduled, retries included, in the order of time. */
  get calls(): readonly TaskCall[] {
    return taskCallsIn(this.root, this.states);
  }

  /** The variables of the top level, as they are at the end. */
  get variables(): JsonObject {
    return variablesOf(this.root);
  }

  /** The taken path as text, for people and for snapshots. */
  path(): string {
    return `${pathText(this.root, this.record.isVirtualTime)}\n${this.ending()}`;
  }

  /** How it ended: `SUCCEEDED after 45 s`. */
  ending(): string {
    const { status, error, isVirtualTime } = this.record;
    const reason = error === undefined ? '' : ` with ${error}`;
    return `${status}${reason}${isVirtualTime ? ` after ${formatDuration(this.milliseconds)}` : ''}`;
  }
}
