import { circuitVariable } from '../src/breaker/circuit-record.js';
import { capitalised } from '../src/breaker/machine/blueprint.js';
import type { ObservedEvent } from '../src/engine/index.js';
import type { CircuitState, Tier } from './run-record.js';

/** What the histories of a batch say, as it happens. Times are epoch milliseconds of the engine's clock. */
export interface BatchListener {
  /** A reader has an outcome: the output of the state that served, or of the one that had to give up. */
  onOutcome(outcome: {
    readonly item: string;
    readonly tier: Tier | 'rejected';
    readonly value: unknown;
    readonly at: number;
  }): void;
  /** A probe of the first target begins. */
  onProbe(): void;
  /** The first target's circuit enters a state; the first one is what it starts in. */
  onCircuit(change: { readonly state: CircuitState; readonly at: number }): void;
}

/**
 * Reads a batch's events: the machine itself is the truth about who was served and the state of its circuit.
 *
 * @param target the target whose circuit is followed
 */
export function batchObserver(target: string, listener: BatchListener): (event: ObservedEvent) => void {
  const variable = circuitVariable(target);
  let state: CircuitState | undefined;
  const probe = `${capitalised(target)} probe`;
  return ({ type, timestamp, stateEnteredEventDetails: entered, stateExitedEventDetails: exited }) => {
    if (entered?.name === probe) listener.onProbe();
    if (!exited) return;
    const at = timestamp.getTime();
    const { assignedVariables, output } = exited as { assignedVariables?: Record<string, string>; output?: string };
    const record = assignedVariables?.[variable];
    if (record !== undefined) {
      const next = (JSON.parse(record) as { state: CircuitState }).state;
      if (next !== state) listener.onCircuit({ state: next, at });
      state = next;
    }
    // A Choice only hands on what another state has done.
    if (type === 'ChoiceStateExited' || output === undefined || !output.includes('"tier"')) return;
    const value: unknown = JSON.parse(output);
    if (isOutcome(value)) listener.onOutcome({ item: value.item, tier: value.tier, value: value.value, at });
  };
}

function isOutcome(value: unknown): value is { item: string; tier: Tier | 'rejected'; value?: unknown } {
  return typeof value === 'object' && value !== null && 'item' in value && 'tier' in value;
}
