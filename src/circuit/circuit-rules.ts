import type { CircuitConfiguration } from './configuration.js';
import type { SharedCircuit } from './shared-circuit.js';

/** The static rules of a shared circuit, in milliseconds. */
export interface CircuitRules {
  readonly failureThreshold: number;
  readonly windowMs: number;
  readonly resetMs: number;
  readonly maxResetMs: number;
  /** How long the owner of a probe keeps it without a word. */
  readonly leaseMs: number;
}

/** How far two clocks that write one circuit may differ. */
const CLOCK_SKEW_MS = 5_000;

/** Beyond the probe's own time limit: what the owner may need to report. */
const LEASE_MARGIN_MS = 30_000;

/**
 * The rules for a configuration. The lease outlasts the longest probe, the skew of the clocks and the report, so that
 * a probe that still lives is not taken over; a shorter one costs a second probe, never a wrong close.
 */
export const circuitRules = (
  circuit: Pick<
    CircuitConfiguration,
    'failureThreshold' | 'windowSeconds' | 'resetTimerSeconds' | 'maxResetSeconds' | 'probeTimeoutSeconds'
  >,
): CircuitRules => ({
  failureThreshold: circuit.failureThreshold,
  windowMs: circuit.windowSeconds * 1_000,
  resetMs: circuit.resetTimerSeconds * 1_000,
  maxResetMs: circuit.maxResetSeconds * 1_000,
  leaseMs: circuit.probeTimeoutSeconds * 1_000 + CLOCK_SKEW_MS + LEASE_MARGIN_MS,
});

/** The time to the next probe after one failed: doubled for every opening in a row, up to the longest. */
export const doubledResetMs = ({ resetMs, maxResetMs }: CircuitRules, { opens = 0 }: SharedCircuit): number =>
  Math.min(resetMs * 2 ** Math.min(opens, 30), maxResetMs);
