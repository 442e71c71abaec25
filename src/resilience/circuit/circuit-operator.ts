import {
  MAX_FAILURE_THRESHOLD,
  type CircuitStore,
  type ForcedState,
  type SharedCircuit,
  type TransitionName,
  type TransitionParameters,
} from '../../circuit/index.js';
import { instancesOf } from '../../runtime/instances-of.js';

/** What an operator may do to circuits, whatever their state. */
export interface CircuitOperator {
  /** Holds a circuit OPEN (all callers are kept out) or CLOSED (all are let in) until it is released. */
  force(circuit: string, state: ForcedState): Promise<SharedCircuit>;
  /** Ends a force. The circuit goes on where it was; one that is not forced is left as it is. */
  release(circuit: string): Promise<SharedCircuit>;
  /**
   * Makes the probe due at once. The next caller takes it. A CLOSED circuit is left as it is.
   *
   * @throws CircuitOrderError while the circuit is forced
   */
  probeNow(circuit: string): Promise<SharedCircuit>;
}

/** An order that the circuit, which could be reached, does not take: the message says why and what to do. */
export class CircuitOrderError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<CircuitOrderError>('CircuitOrderError');
  override readonly name = 'CircuitOrderError';
}

/** A race is lost only to a change of state, of which there are few. */
const MOST_TRIES = 10;

/**
 * An operator's orders to shared circuits. Each reads the circuit, and writes on that very generation, again if
 * another caller was quicker. Every method answers the record after it, and rejects when the store cannot be reached, or
 * with a {@link CircuitOrderError} when it lost ten races.
 */
export function createCircuitOperator(store: CircuitStore): CircuitOperator {
  async function order(
    circuit: string,
    transition: TransitionName,
    isMoot: (record: SharedCircuit) => boolean,
    parameters: Partial<TransitionParameters> = {},
  ): Promise<SharedCircuit> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { record } = await store.read(circuit);
      if (isMoot(record)) return record;
      const { gen } = record;
      // The operator does not read the rules of a circuit: all failures that any record may hold are to go.
      const failureThreshold = MAX_FAILURE_THRESHOLD;
      const answer = await store.attempt(circuit, [transition], { ...parameters, gen, failureThreshold });
      if (answer.applied) return answer.record;
    }
    throw new CircuitOrderError(
      `${transition} on the circuit ${circuit}: it changed ${MOST_TRIES} times between reading and writing. Try again.`,
    );
  }

  return {
    force: (circuit, forced) => order(circuit, 'force', (record) => record.forced === forced, { forced }),
    release: (circuit) => order(circuit, 'release', (record) => record.forced === undefined),
    async probeNow(circuit) {
      const record = await order(circuit, 'probeNow', ({ st, forced }) => st === 'CLOSED' || forced !== undefined);
      if (!record.forced) return record;
      throw new CircuitOrderError(
        `The circuit ${circuit} is held ${record.forced} by an operator: release it before a probe.`,
      );
    },
  };
}
