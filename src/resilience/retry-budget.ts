/** Settings of a retry budget, in tokens. */
export interface RetryBudgetOptions {
  /** How many retries may follow each other while nothing succeeds. @default 10 */
  readonly capacity?: number;
  /** What one retry costs. @default 1 */
  readonly retryCost?: number;
  /** What one success gives back, up to the capacity. @default 0.1 */
  readonly successRefund?: number;
}

/**
 * A token bucket that keeps retries a small share of the traffic. In a long outage the bucket runs dry and every call
 * fails at its first attempt, instead of sending four times the traffic to a service that is already down.
 */
export interface RetryBudget {
  /** Pays for one retry. False, and nothing paid, when the bucket cannot. */
  withdraw(): boolean;
  /** Books one success. */
  deposit(): void;
  /** Tokens left. */
  readonly tokens: number;
}

/** Counting in thousandths keeps ten refunds of 0.1 worth exactly one retry. */
const THOUSANDTHS = 1_000;

/**
 * Creates a full {@link RetryBudget}.
 *
 * @throws RangeError for a negative or non-finite setting
 */
export function createRetryBudget(options: RetryBudgetOptions = {}): RetryBudget {
  const capacity = thousandths('capacity', options.capacity ?? 10);
  const retryCost = thousandths('retryCost', options.retryCost ?? 1);
  const successRefund = thousandths('successRefund', options.successRefund ?? 0.1);
  let left = capacity;

  return {
    withdraw() {
      if (left < retryCost) return false;
      left -= retryCost;
      return true;
    },
    deposit() {
      left = Math.min(capacity, left + successRefund);
    },
    get tokens() {
      return left / THOUSANDTHS;
    },
  };
}

function thousandths(name: string, tokens: number): number {
  if (!Number.isFinite(tokens) || tokens < 0) {
    throw new RangeError(`Retry budget: ${name} is ${tokens}, expected a number of tokens that is 0 or more.`);
  }
  return Math.round(tokens * THOUSANDTHS);
}
