/** How many calls may begin, and how long one may wait for its turn. */
export interface RateLimitRule {
  readonly requestsPerSecond: number;
  /** Calls that may begin at once after a pause. */
  readonly burst: number;
  /** A call whose turn is further away is refused, in milliseconds. */
  readonly maxWaitMs: number;
}

/** What a caller was given: a turn after a wait, or none. */
export type Turn = { readonly granted: true; readonly waitMs: number } | { readonly granted: false };

/** Where the turns of all callers are kept. One reservation is one atomic step. */
export interface RateLimitStore {
  /** Takes the next turn. Rejects when the store cannot be reached. */
  reserve(key: string, rule: RateLimitRule): Promise<Turn>;
}

/**
 * A token bucket as one number: the time at which it will be full again. A turn moves that time on by one interval, and
 * its caller waits for as long as the bucket would be overdrawn. (The generic cell rate algorithm of ATM networks.)
 *
 * @param fullAt epoch milliseconds; absent or past for a full bucket
 */
export function nextTurn(
  fullAt: number | undefined,
  now: number,
  rule: RateLimitRule,
): Turn & { readonly fullAt: number } {
  const before = Math.max(now, fullAt ?? now);
  const waitMs = waitFor(before, now, rule);
  if (waitMs > rule.maxWaitMs) return { granted: false, fullAt: before };
  return { granted: true, waitMs, fullAt: before + intervalMs(rule) };
}

/** Between two turns. */
export const intervalMs = ({ requestsPerSecond }: RateLimitRule): number => 1_000 / requestsPerSecond;

/** How far a bucket may be from full without anybody having to wait, in milliseconds. */
export const toleranceMs = (rule: RateLimitRule): number => (rule.burst - 1) * intervalMs(rule);

/** The wait of the turn that is taken when the bucket will be full at `fullAt`. */
export const waitFor = (fullAt: number, now: number, rule: RateLimitRule): number =>
  Math.max(0, fullAt - toleranceMs(rule) - now);
