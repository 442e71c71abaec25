import type { CircuitState } from '../../circuit/index.js';
import { instancesOf } from '../../runtime/instances-of.js';

/** The call was not made: its circuit keeps callers out. */
export class CircuitOpenError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<CircuitOpenError>('CircuitOpenError');
  override readonly name = 'CircuitOpenError';
  readonly circuit: string;
  readonly state: CircuitState;
  /** Milliseconds until a probe may be due. Absent when an operator holds the circuit open. */
  readonly retryInMs: number | undefined;

  constructor(circuit: string, state: CircuitState, retryInMs: number | undefined) {
    const next = retryInMs === undefined ? 'an operator holds it' : `the next probe is due in ${retryInMs} ms`;
    super(`The circuit ${circuit} is ${state}: ${next}.`);
    this.circuit = circuit;
    this.state = state;
    this.retryInMs = retryInMs;
  }
}
