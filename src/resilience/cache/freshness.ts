import { CACHE_AGE } from './cache-age.js';
import type { CacheEntry } from '../../../functions/recommendation/cache-entry.js';
import { WARM_UP } from './renewal.js';

/** How well the cache would serve the active readers. */
export interface Freshness {
  readonly activeReaders: number;
  /** Of these, how many have an entry that may be served. */
  readonly entries: number;
  /** The age below which 95 % of those entries are, in whole seconds; undefined without entries. */
  readonly ageP95Seconds: number | undefined;
  /** Whether 95 % of the active readers have an entry younger than the alarm's 55 minutes. */
  readonly fresh: boolean;
}

const SHARE = 0.95;

/** Measures the entries of the active readers at the time `now` (epoch milliseconds). */
export function freshness(
  readerIds: readonly string[],
  entries: ReadonlyMap<string, CacheEntry>,
  now: number,
): Freshness {
  const ages = readerIds
    .map((readerId) => now - Date.parse(entries.get(readerId)?.cached_at_utc ?? ''))
    .filter((age) => age >= -CACHE_AGE.clockSkew && age <= CACHE_AGE.serveWithWarning)
    .sort((a, b) => a - b);
  const p95 = ages[Math.ceil(ages.length * SHARE) - 1];
  const young = ages.filter((age) => age <= WARM_UP.oldest).length;
  return {
    activeReaders: readerIds.length,
    entries: ages.length,
    ageP95Seconds: p95 === undefined ? undefined : Math.max(0, Math.round(p95 / 1_000)),
    fresh: readerIds.length > 0 && young >= SHARE * readerIds.length,
  };
}
