import { applyTransition } from './apply-transition.js';
import type { CircuitStore, StoreAnswer } from './circuit-store.js';
import { UNTOUCHED, type SharedCircuit } from './shared-circuit.js';
import type { TransitionParameters } from './transition.js';
import { circuitTransitions, type TransitionName } from './transitions.js';

/**
 * Circuits shared by one process only: for tests, and where neither Redis nor DynamoDB is at hand.
 *
 * @param circuits where they are kept, if other code needs to see them
 */
export function memoryCircuitStore(
  clock: { now(): number } = Date,
  circuits: Map<string, SharedCircuit> = new Map(),
): CircuitStore {
  const attempt = (
    circuit: string,
    names: readonly TransitionName[],
    parameters: TransitionParameters,
  ): StoreAnswer => {
    const now = clock.now();
    const before = circuits.get(circuit);
    const transitions = circuitTransitions(parameters.failureThreshold);
    for (const name of names) {
      const after = applyTransition(transitions[name], before, parameters, now);
      if (!after) continue;
      circuits.set(circuit, after);
      return { record: after, now, applied: name };
    }
    return { record: before ?? UNTOUCHED, now };
  };

  return {
    check: async (circuit, probe) => attempt(circuit, ['acquireProbe'], probe),
    read: async (circuit) => ({ record: circuits.get(circuit) ?? UNTOUCHED, now: clock.now() }),
    attempt: async (circuit, names, parameters) => attempt(circuit, names, parameters),
    async *list() {
      for (const [circuit, record] of circuits) yield { circuit, record };
    },
  };
}
