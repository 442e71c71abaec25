import type { Outage, Target } from './outage.js';
import type { DuplicateReader, RejectedLine } from './reader-file.js';

/** Who answered a reader, from the model that was asked first to the list that is always there. */
export const tiers = ['primary', 'region', 'cheaper', 'cached', 'static'] as const;
export type Tier = (typeof tiers)[number];

export type CircuitState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** A circuit enters a state. The first one of a run is its initial state, at 0. */
export interface CircuitChange {
  readonly state: CircuitState;
  /** Milliseconds of the run's time since its start. */
  readonly at: number;
}

/** A request as the local Bedrock saw it. The attempts of one guarded call share an invocation id. */
export interface Call {
  /** Milliseconds of the run's time since its start. */
  readonly at: number;
  /** The tier whose target it went to. */
  readonly tier: Tier;
  readonly invocationId: string;
  /** HTTP status; 0 for a connection that was cut. */
  readonly status: number;
}

/** Whether a request got an answer, be it one that nobody can use. */
export const answered = ({ status }: Pick<Call, 'status'>): boolean => status >= 200 && status < 400;

/** What a reader got, as the state machine reported it. */
export interface ItemResult {
  readonly readerId: string;
  /** `rejected`: not even the last resort had an answer. */
  readonly tier: Tier | 'rejected';
  readonly titleIds: readonly number[];
  /** Milliseconds of the run's time since its start. */
  readonly at: number;
  /** The target that answered; absent for the cached and the static tier. */
  readonly region?: string;
  readonly model?: string;
}

/** Everything a run leaves behind. Times are milliseconds of the run's time since its start. */
export interface RunRecord {
  /** The readers who were to be served, each once. */
  readonly readerIds: readonly string[];
  readonly rejected: readonly RejectedLine[];
  readonly duplicates: readonly DuplicateReader[];
  /** Readers that an interrupted run had served before, left out of this one. */
  readonly servedBefore: number;
  readonly results: readonly ItemResult[];
  readonly calls: readonly Call[];
  readonly outages: readonly Outage[];
  /** The model asked first, whose circuit is reported. */
  readonly primary: Target;
  readonly circuit: readonly CircuitChange[];
  /** Probes of the primary target. */
  readonly probes: number;
  /** State transitions that AWS would bill, over all executions. */
  readonly transitions: number;
  /** Executions in the chain: 1, and one more for every continuation. */
  readonly executions: number;
  readonly duration: number;
  /** How the last execution ended, with its error and cause; absent when it succeeded. */
  readonly failure?: string | undefined;
  /** Real milliseconds. */
  readonly wallDuration: number;
}
