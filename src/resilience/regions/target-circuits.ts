import { createCircuitBreaker, type CircuitBreaker, type CircuitBreakerOptions } from '../circuit/circuit-breaker.js';
import { circuitConfigurationOf, type ApplicationConfiguration } from '../configuration/index.js';
import { unlessAborted } from '../within-time.js';

/** The circuits of all regions and models, by their key. */
export interface TargetCircuits {
  /** The circuit of a target, with the rules in force. */
  of(key: string, configuration: ApplicationConfiguration): Pick<CircuitBreaker, 'run'>;
}

/** Makes each circuit at its first call, and again when its rules have changed. */
export function targetCircuits(options: Omit<CircuitBreakerOptions, 'circuit' | 'configuration'>): TargetCircuits {
  const made = new Map<string, { readonly rules: object; readonly breaker: CircuitBreaker }>();
  return {
    of(key, application) {
      const configuration = circuitConfigurationOf(application, key);
      const known = made.get(key);
      if (known?.rules === configuration) return known.breaker;
      const breaker = createCircuitBreaker({ ...options, circuit: key, configuration });
      made.set(key, { rules: configuration, breaker });
      return breaker;
    },
  };
}

/** No circuits at all. */
export const everyCallAdmitted: TargetCircuits = {
  of: () => ({
    run: (call, { signal = new AbortController().signal } = {}) =>
      unlessAborted(call({ probe: false, signal }), signal),
  }),
};
