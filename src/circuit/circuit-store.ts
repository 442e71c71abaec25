import type { SharedCircuit } from './shared-circuit.js';
import type { TransitionParameters } from './transition.js';
import type { TransitionName } from './transitions.js';

/** What a store answers: the record as it is after the request, and the time it was read at. */
export interface StoreAnswer {
  /** `UNTOUCHED` when nothing was ever written. */
  readonly record: SharedCircuit;
  /** Epoch milliseconds by the clock that the store's transitions use: the server's in Redis, the client's for DynamoDB. */
  readonly now: number;
  /** The transition that happened, if one did. */
  readonly applied?: TransitionName;
}

/** Who would take the probe, and for how long. */
export interface ProbeRequest {
  readonly owner: string;
  readonly leaseMs: number;
  readonly failureThreshold: number;
}

/**
 * Where shared circuits live. One store is the truth for a circuit, never two. Every method rejects when the store
 * cannot be reached: callers then behave as if the circuit were CLOSED and write nothing.
 */
export interface CircuitStore {
  /** Reads, and takes the probe when it is due. Where the circuit is CLOSED this writes nothing. */
  check(circuit: string, probe: ProbeRequest): Promise<StoreAnswer>;
  read(circuit: string): Promise<StoreAnswer>;
  /** Applies the first of the transitions whose conditions hold, as one atomic write, or none. */
  attempt(
    circuit: string,
    transitions: readonly TransitionName[],
    parameters: TransitionParameters,
  ): Promise<StoreAnswer>;
  /** Every circuit that was ever written, for operators and the watchdog; not for the request path. */
  list(): AsyncIterable<{ readonly circuit: string; readonly record: SharedCircuit }>;
}
