/** A tier that a model answered. What the cache and the static list serve is not written back. */
export type GeneratedTier = 'primary' | 'region' | 'cheaper';

/**
 * One reader's last good recommendations. Entries hold title ids and never stock: whoever shows them asks for
 * availability first.
 */
export interface CacheEntry {
  readonly readerId: string;
  readonly titleIds: readonly number[];
  /** The tier that generated them. */
  readonly tier: GeneratedTier;
  /** When they were generated, ISO 8601 in UTC. Always the truth: age is told from this field. */
  readonly cached_at_utc: string;
  /** When a warm-up should have renewed them. Older entries are still served for a while, see {@link cacheVerdict}. */
  readonly valid_until_utc: string;
}

/** Where entries are kept. The last entry put for a reader is the one that counts. */
export interface RecommendationCache {
  get(readerId: string): Promise<CacheEntry | undefined>;
  put(entry: CacheEntry): Promise<void>;
}

const HOUR_MS = 3_600_000;

/** Age limits of cached recommendations, in milliseconds. */
export const CACHE_AGE = {
  /** An entry older than this wants a renewal. */
  soft: 1 * HOUR_MS,
  /** Up to and including this age an entry is served as it is. */
  serve: 2 * HOUR_MS,
  /** Up to and including this age it is served with a warning; beyond, never. */
  serveWithWarning: 4 * HOUR_MS,
  /** How far two machines' clocks may differ. An entry from further ahead has no age that could be trusted. */
  clockSkew: 60_000,
} as const;

/** What may be done with an entry of some age. */
export type CacheVerdict = 'serve' | 'serve-with-warning' | 'too-old';

/** Decides by age whether an entry may be served at the time `now` (epoch milliseconds). */
export function cacheVerdict(entry: CacheEntry, now: number): { verdict: CacheVerdict; ageMs: number } {
  const ageMs = now - Date.parse(entry.cached_at_utc);
  return { ageMs, verdict: verdictByAge(ageMs) };
}

function verdictByAge(ageMs: number): CacheVerdict {
  // Written so that NaN, the age of an unreadable date, fails every comparison and ends as too old.
  if (ageMs >= -CACHE_AGE.clockSkew && ageMs <= CACHE_AGE.serve) return 'serve';
  return ageMs > 0 && ageMs <= CACHE_AGE.serveWithWarning ? 'serve-with-warning' : 'too-old';
}

/** The entry for recommendations generated at the time `now` (epoch milliseconds). */
export function cacheEntry(
  generated: { readerId: string; titleIds: readonly number[]; tier: GeneratedTier },
  now: number,
): CacheEntry {
  return {
    ...generated,
    cached_at_utc: new Date(now).toISOString(),
    valid_until_utc: new Date(now + CACHE_AGE.soft).toISOString(),
  };
}
