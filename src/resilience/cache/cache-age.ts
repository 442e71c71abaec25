const HOUR_MS = 3_600_000;

/** Age limits of cached entries, in milliseconds. */
export const CACHE_AGE = {
  /** An entry older than this needs a renewal. */
  soft: 1 * HOUR_MS,
  /** Up to and including this age an entry is served as it is. */
  serve: 2 * HOUR_MS,
  /** Up to and including this age it is served with a warning; beyond, never. */
  serveWithWarning: 4 * HOUR_MS,
  /** How long stores keep an entry at least: longer than it can be of use, whatever the clocks say. */
  physical: 5 * HOUR_MS,
  /** How far two machines' clocks may differ. An entry from further ahead has no age that could be trusted. */
  clockSkew: 60_000,
} as const;

/** What may be done with an entry of some age. */
export type CacheVerdict = 'serve' | 'serve-with-warning' | 'too-old';

/** Ages in milliseconds: up to which an entry needs no renewal, is served as it is, and is served with a warning. */
export type CacheAges = Readonly<Record<'soft' | 'serve' | 'serveWithWarning', number>>;

/**
 * Decides by age whether an entry may be served at the time `now` (epoch milliseconds).
 *
 * @param ages default: {@link CACHE_AGE}
 */
export function cacheVerdict(
  entry: { readonly cached_at_utc: string },
  now: number,
  ages: Pick<CacheAges, 'serve' | 'serveWithWarning'> = CACHE_AGE,
): { verdict: CacheVerdict; ageMs: number } {
  const ageMs = now - Date.parse(entry.cached_at_utc);
  return { ageMs, verdict: verdictByAge(ageMs, ages) };
}

/** Whether an entry was made at `since` or later; one from the future of `now` has a date that proves nothing. */
export function isCachedSince(entry: { readonly cached_at_utc: string }, since: number, now: number): boolean {
  const cachedAt = Date.parse(entry.cached_at_utc);
  return cachedAt >= since && cachedAt <= now + CACHE_AGE.clockSkew;
}

function verdictByAge(ageMs: number, ages: Pick<CacheAges, 'serve' | 'serveWithWarning'>): CacheVerdict {
  // Written so that NaN, the age of an unreadable date, fails every comparison and ends as too old.
  if (ageMs >= -CACHE_AGE.clockSkew && ageMs <= ages.serve) return 'serve';
  return ageMs > 0 && ageMs <= ages.serveWithWarning ? 'serve-with-warning' : 'too-old';
}
