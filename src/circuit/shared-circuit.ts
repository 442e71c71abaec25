import type { CircuitState } from './circuit-state.js';

/** What an operator may hold a circuit at, whatever its state says. */
export type ForcedState = 'OPEN' | 'CLOSED';

/**
 * The record of one circuit that executions and the request path share: an item in DynamoDB, a hash in Redis.
 * One for each region-or-profile × model, since Bedrock's quotas are per account, region and model. All times are
 * epoch milliseconds. An absent record is {@link UNTOUCHED}; a record is never deleted, or `gen` would start again.
 */
export interface SharedCircuit {
  readonly st: CircuitState;
  /** The fencing number: one more with every transition. A writer sends the one it acted on. */
  readonly gen: number;
  /**
   * The counted failures of this generation, newest first, one less than the threshold: `r1` is the newest, 0 or
   * absent is none. Newest first, so that a threshold raised by a deployment never meets a record that trips early.
   */
  readonly [failure: `r${number}`]: number;
  /** The last time it opened; set unless CLOSED. */
  readonly opened_at?: number;
  /** When the present outage began: failed probes do not move it. */
  readonly first_opened_at?: number;
  /** OPEN: from here on a probe is due. */
  readonly open_until?: number;
  /** Times in a row that it opened. */
  readonly opens?: number;
  /** HALF_OPEN: who holds the probe. */
  readonly probe_owner?: string;
  /** HALF_OPEN: the end of the probe's lease; later anybody may take it over. */
  readonly probe_until?: number;
  readonly forced?: ForcedState;
  readonly forced_at?: number;
  /** The last time it closed. */
  readonly closed_at?: number;
}

/** A field of the record. */
export type CircuitField = Extract<keyof SharedCircuit, string>;

/** The record of a circuit that nothing was ever written for: the healthy path writes nothing. */
export const UNTOUCHED: SharedCircuit = { st: 'CLOSED', gen: 0 };

/** Fields that hold text; all others hold numbers. */
export const TEXT_FIELDS: ReadonlySet<string> = new Set<CircuitField>(['st', 'probe_owner', 'forced']);

/** The state that callers meet: what an operator forces comes first. */
export const effectiveState = ({ st, forced }: SharedCircuit): CircuitState => forced ?? st;

/** Since when callers have been kept out, or nothing while they are let in. */
export const closedToCallersSince = ({ st, forced, forced_at, first_opened_at }: SharedCircuit): number | undefined => {
  if (forced === 'CLOSED') return undefined;
  const open = st === 'CLOSED' ? undefined : first_opened_at;
  return forced === 'OPEN' ? Math.min(forced_at ?? Infinity, open ?? Infinity) : open;
};

/** The fields that keep failures for a threshold, newest first. */
export const failureFields = (failureThreshold: number): `r${number}`[] =>
  Array.from({ length: failureThreshold - 1 }, (_, i) => `r${i + 1}` as const);

/** What a field counts as when the record lacks it. */
export const absentValue = (field: CircuitField): string | number => (field === 'st' ? 'CLOSED' : 0);
