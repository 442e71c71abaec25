import { CACHE_AGE } from './cache-age.js';
import type { CacheEntry } from './cache-entry.js';
import { WARM_UP } from './renewal.js';

/** How well a cache would serve the keys that are in use. */
export interface Freshness {
  /** How many keys are in use. */
  readonly active: number;
  /** Of these, how many have an entry that may be served. */
  readonly entries: number;
  /** The age below which 95 % of those entries are, in whole seconds; undefined without entries. */
  readonly ageP95Seconds: number | undefined;
  /** Whether 95 % of the active keys have an entry that is at most {@link WARM_UP}`.oldest` old. */
  readonly fresh: boolean;
}

const SHARE = 0.95;

/** Measures the entries of the active keys at the time `now` (epoch milliseconds). */
export function freshness(
  activeKeys: readonly string[],
  entries: ReadonlyMap<string, CacheEntry>,
  now: number,
): Freshness {
  const ages = activeKeys
    .map((key) => now - Date.parse(entries.get(key)?.cached_at_utc ?? ''))
    .filter((age) => age >= -CACHE_AGE.clockSkew && age <= CACHE_AGE.serveWithWarning)
    .sort((a, b) => a - b);
  const p95 = ages[Math.ceil(ages.length * SHARE) - 1];
  const young = ages.filter((age) => age <= WARM_UP.oldest).length;
  return {
    active: activeKeys.length,
    entries: ages.length,
    ageP95Seconds: p95 === undefined ? undefined : Math.max(0, Math.round(p95 / 1_000)),
    fresh: activeKeys.length > 0 && young >= SHARE * activeKeys.length,
  };
}
