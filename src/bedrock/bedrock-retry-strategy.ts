import { AsyncLocalStorage } from 'node:async_hooks';
import type { RetryStrategyV2, RetryToken } from '@smithy/types';
import { bedrockFailure } from '../resilience/bedrock-error.js';
import { retryLimit } from './bedrock-retry-limits.js';
import type { Clock } from '../resilience/clock.js';
import type { Random } from '../resilience/seeded-random.js';
import type { RetryBudget } from '../resilience/retry-budget.js';

/** The ceiling of the wait before the first, second and third retry, in milliseconds. */
export const RETRY_DELAYS_MS: readonly number[] = [200, 400, 800];

/** Which call the SDK is at work on. The SDK hands its retry strategy no word about that. */
export interface RetryScope {
  /** Names the call for {@link Random}: the same key draws the same jitter. */
  readonly key: string;
  /** Paid from by this call's retries: one budget per region and model, as AWS's quotas are. */
  readonly budget: RetryBudget;
  /** The call is never retried. */
  readonly probe: boolean;
}

interface ScopedRetryToken extends RetryToken {
  readonly scope: RetryScope | undefined;
}

/** The call in hand, for the retry strategy that the SDK calls somewhere below. */
export const retryScope = new AsyncLocalStorage<RetryScope>();

/**
 * The AWS SDK's retry strategy for Bedrock: full jitter below 200, 400 and 800 ms, at most three retries, fewer for
 * failures that rarely pass, none for those that never do, and all of them within the call's budget.
 *
 * The SDK's own strategies wait on the machine's clock and start at 1,000 ms for throttling.
 *
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function bedrockRetryStrategy({
  clock,
  random,
  delaysMs = RETRY_DELAYS_MS,
}: {
  clock: Clock;
  random: Random;
  delaysMs?: readonly number[];
}): RetryStrategyV2 {
  return {
    acquireInitialRetryToken: async () => retryToken(0, retryScope.getStore()),

    async refreshRetryTokenForRetry(token, { error }) {
      const { scope } = scoped(token);
      if (scope?.probe) throw new Error('A probe is not retried.');
      const retries = token.getRetryCount();
      const ceiling = delaysMs[retries];
      if (ceiling === undefined || retries >= retryLimit(bedrockFailure(error))) throw new Error('Not retryable.');
      if (scope && !scope.budget.withdraw()) throw new Error('The retry budget is used up.');
      await clock.sleep(ceiling * random(`${scope?.key ?? ''}#${retries + 1}`));
      return retryToken(retries + 1, scope);
    },

    recordSuccess: (token) => scoped(token).scope?.budget.deposit(),
  };
}

/** The SDK hands back the tokens it was given. */
const scoped = (token: RetryToken) => token as ScopedRetryToken;

/** The wait is over when a token is handed out, so its own delay is none. */
const retryToken = (count: number, scope: RetryScope | undefined): ScopedRetryToken => ({
  scope,
  getRetryCount: () => count,
  getRetryDelay: () => 0,
});
