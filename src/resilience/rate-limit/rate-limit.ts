import { type Clock, realTime } from '../clock.js';
import { errorName, silent, type Telemetry } from '../telemetry.js';
import type { RateLimitRule, RateLimitStore } from './rate-limit-store.js';
import { instancesOf } from '../../runtime/instances-of.js';

/**
 * Too many calls are waiting already. Its name is the one under which circuits and state machines know that our own side
 * is short of breath: the call is made again later, and counts against no model.
 */
export class RateLimitedError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<RateLimitedError>('RateLimitedError');
  override readonly name = 'TooManyRequestsException';
  constructor(key: string, { requestsPerSecond, maxWaitMs }: RateLimitRule) {
    super(
      `The turn of "${key}" is more than ${maxWaitMs} ms away at ${requestsPerSecond} requests a second. ` +
        'Try again later, with fewer calls at once, or raise rateLimit.requestsPerSecond.',
    );
  }
}

export interface RateLimitOptions {
  readonly store: RateLimitStore;
  /** Names the limit: who shows the same key shares it. @default 'batch' */
  readonly key?: string;
  /** The rule in force, read at each call. */
  readonly rule: () => RateLimitRule | Promise<RateLimitRule>;
  /** Waits. @default the machine's clock */
  readonly clock?: Pick<Clock, 'sleep'>;
  /** @default none */
  readonly telemetry?: Telemetry;
}

/** One rate for all executions that call models. */
export interface RateLimit {
  /**
   * Waits for the caller's turn. Callers are served in the order in which they ask.
   *
   * @throws RateLimitedError for a turn that is too far away
   */
  turn(): Promise<void>;
}

/**
 * Creates the batch side's rate limit, a token bucket that concurrent executions share. A store that cannot be reached
 * limits no caller (metric `RateLimitUnavailable`): a limit must not become the outage, and the model's own quota still
 * holds. It also publishes `RateLimitWait`, when a caller had to wait, and `RateLimited`.
 */
export function createRateLimit(options: RateLimitOptions): RateLimit {
  const { store, key = 'batch', rule: ruleInForce, clock = realTime, telemetry = silent } = options;
  return {
    async turn() {
      const rule = await ruleInForce();
      const turn = await store.reserve(key, rule).catch((error: unknown) => {
        telemetry.metrics({}, [{ name: 'RateLimitUnavailable', value: 1 }]);
        telemetry.logger.warn('The shared rate limit cannot be reached', { error: errorName(error) });
        return { granted: true, waitMs: 0 } as const;
      });
      if (!turn.granted) {
        telemetry.metrics({}, [{ name: 'RateLimited', value: 1 }]);
        throw new RateLimitedError(key, rule);
      }
      if (turn.waitMs === 0) return;
      telemetry.metrics({}, [{ name: 'RateLimitWait', value: turn.waitMs, unit: 'milliseconds' }]);
      await clock.sleep(turn.waitMs);
    },
  };
}
