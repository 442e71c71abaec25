import { isCachedSince } from './cache-age.js';
import type { CacheEntry } from './cache-entry.js';

/**
 * How often a cache is warmed, and how old the entries under active keys may be, in milliseconds.
 *
 * A warm-up begins a *cycle*, in which the entry of every active key is made anew once, however many executions that takes.
 * Since the next cycle begins 50 minutes later and goes through the keys in the same order, an entry is renewed at an age
 * of about 50 minutes: before its soft TTL of an hour, and below the 55 minutes at which an alarm should ring.
 */
export const WARM_UP = {
  period: 50 * 60_000,
  /** The p95 of the active keys' entries is not to get older than this. */
  oldest: 55 * 60_000,
} as const;

/**
 * The keys whose entries a cycle has to make: those without an entry since the cycle began. An entry that a request wrote
 * shortly before is spared as long as it will still be below {@link WARM_UP}`.oldest` when the next cycle begins,
 * unless the cycle is `forced`: then every entry is to be as young as can be.
 *
 * Keys without an entry come first, then the oldest entry: a run that does not finish has done what was needed most.
 *
 * @param cycle.startedAt epoch milliseconds
 */
export function dueForRenewal(
  activeKeys: readonly string[],
  entries: ReadonlyMap<string, CacheEntry>,
  cycle: { readonly startedAt: number; readonly forced: boolean; readonly now: number },
): string[] {
  const since = cycle.startedAt - (cycle.forced ? 0 : WARM_UP.oldest - WARM_UP.period);
  const cachedAt = (key: string): number => Date.parse(entries.get(key)?.cached_at_utc ?? '') || 0;
  return activeKeys
    .filter((key) => {
      const entry = entries.get(key);
      return !entry || !isCachedSince(entry, since, cycle.now);
    })
    .sort((a, b) => cachedAt(a) - cachedAt(b));
}
