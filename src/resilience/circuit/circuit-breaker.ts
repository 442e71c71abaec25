import { randomUUID } from 'node:crypto';
import {
  admission,
  askStore,
  circuitRules,
  converse,
  errorClassesWith,
  parseCircuitConfiguration,
  report,
  type Admission,
  type CallOutcome,
  type CircuitOptions,
  type CircuitStore,
  type StoreRequest,
  type TransitionName,
} from '../../circuit/index.js';
import { type Clock, realTime } from '../clock.js';
import { silent, type Telemetry } from '../telemetry.js';
import { unlessAborted } from '../within-time.js';
import { cachedChecks } from './cached-checks.js';
import { callOutcome } from './call-outcome.js';
import { CircuitOpenError } from './circuit-open-error.js';
import { storeContact } from './store-contact.js';

/** What guards the calls to one model in one region. */
export interface CircuitBreakerOptions {
  readonly store: CircuitStore;
  /** The circuit's key, `<region or profile>/<model id>`: everybody who calls this model shows the same one. */
  readonly circuit: string;
  /** The rules; everybody who shares the circuit should have the same. @default every default */
  readonly configuration?: CircuitOptions;
  /** @default real time */
  readonly clock?: Clock;
  /** Receives `CircuitBreakerUnavailable` (calls that went ahead unasked), every 10 s at most. @default nothing */
  readonly telemetry?: Telemetry;
  /** Names this process in the record while it holds the probe. @default a random id */
  readonly owner?: string;
  /**
   * For how long an answer of the store serves further checks, in milliseconds: 1,000 to 5,000 where a read costs time
   * and money (DynamoDB), 0 for Redis, where every task must stop at its next check. @default 0
   */
  readonly readCacheMs?: number;
}

/** Leave to call although the store could not be asked. There is nothing to report to. */
export interface UnguardedAdmission {
  readonly admitted: true;
  readonly probe: false;
  readonly generation?: never;
}

const UNGUARDED: UnguardedAdmission = { admitted: true, probe: false };

/** Whether a call may go ahead. */
export type BreakerAdmission = Admission | UnguardedAdmission;

/** What a guarded call is given. */
export interface GuardedCall {
  /** Aborts when the caller gives up or the call has taken as long as it may. */
  readonly signal: AbortSignal;
  /** The call finds out whether the model is back: no retries. */
  readonly probe: boolean;
}

/** A client of one shared circuit. */
export interface CircuitBreaker {
  readonly circuit: string;
  /**
   * Makes a call if the circuit allows it, and reports what came of it. The call is ended after `callTimeoutSeconds`,
   * a probe after `probeTimeoutSeconds`; a success slower than `slowCallMs` is reported as a failure.
   *
   * @throws CircuitOpenError without calling; the call's own error; a `TimeoutError` for a call that took too long
   */
  run<Result>(
    call: (guarded: GuardedCall) => Promise<Result>,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<Result>;
  /** For callers who cannot use {@link run}: asks, and takes the probe when it is due. Never rejects. */
  admission(): Promise<BreakerAdmission>;
  /** Reports an admitted call, once. Never rejects. Answers the transition that it caused. */
  report(
    admitted: Extract<BreakerAdmission, { readonly admitted: true }>,
    outcome: CallOutcome,
  ): Promise<TransitionName | undefined>;
}

/**
 * A breaker for calls to one model, in step with all other processes and state machines that share the circuit. A
 * store that cannot be reached admits every call: a breaker must not become the outage.
 *
 * @throws CircuitConfigurationError
 */
export function createCircuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  const { circuit, clock = realTime, telemetry = silent, owner = randomUUID(), readCacheMs = 0 } = options;
  const configuration = parseCircuitConfiguration(options.configuration, circuit);
  const { callTimeoutSeconds, probeTimeoutSeconds, slowCallMs = Infinity } = configuration;
  const rules = circuitRules(configuration);
  const classes = errorClassesWith(configuration.errors);
  const store = readCacheMs > 0 ? cachedChecks(options.store, readCacheMs, clock) : options.store;
  const contact = storeContact(circuit, clock, telemetry);
  const ask = (request: StoreRequest) => contact.reach(() => askStore(store, circuit, request));
  let calls = 0;

  const breaker: CircuitBreaker = {
    circuit,

    async admission() {
      if (!contact.worthAsking()) return UNGUARDED;
      calls += 1;
      return converse(admission(rules, `${owner}/${calls}`), ask).catch(() => UNGUARDED);
    },

    async report(admitted, outcome) {
      if (admitted.generation === undefined) return undefined;
      return converse(report(rules, admitted, outcome), ask).catch(() => undefined);
    },

    async run(call, { signal } = {}) {
      signal?.throwIfAborted();
      const admitted = await breaker.admission();
      if (!admitted.admitted) throw new CircuitOpenError(circuit, admitted.state, admitted.retryInMs);
      const limit = clock.timeout((admitted.probe ? probeTimeoutSeconds : callTimeoutSeconds) * 1_000);
      const ended = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
      const startedAt = clock.now();
      let outcome: CallOutcome = 'uncounted';
      try {
        const answer = await unlessAborted(call({ signal: ended, probe: admitted.probe }), ended);
        outcome = clock.now() - startedAt > slowCallMs ? 'counted' : 'succeeded';
        return answer;
      } catch (error) {
        // A caller who leaves says nothing about the model.
        if (!signal?.aborted) outcome = callOutcome(error, classes);
        throw error;
      } finally {
        limit.clear();
        await breaker.report(admitted, outcome);
      }
    },
  };
  return breaker;
}
