/** A tier that a model answered. What the cache and the static list serve is not written back. */
export type GeneratedTier = 'primary' | 'region' | 'cheaper';
/**
 * One reader's last good recommendations, or the list under {@link TOP_RECOMMENDATIONS} that serves those without.
 *
 * Entries hold title ids and never stock, prices or texts: those change while an entry lies in the cache. Whoever
 * shows a buy button asks for availability first.
 */
export interface CacheEntry {
  readonly readerId: string;
  readonly titleIds: readonly number[];
  /** The tier that generated them; `top` for the list that was counted from everybody's entries. */
  readonly tier: GeneratedTier | 'top';
  /** When they were generated, ISO 8601 in UTC. Always the truth: age is told from this field. */
  readonly cached_at_utc: string;
  /** When a warm-up should have renewed them. Older entries are still served for a while, see `cacheVerdict`. */
  readonly valid_until_utc: string;
}
/**
 * The entry for recommendations generated at the time `now` (epoch milliseconds).
 *
 * @param softMs for how long they want no renewal
 */
export declare function cacheEntry(
  generated: Pick<CacheEntry, 'readerId' | 'titleIds' | 'tier'>,
  now: number,
  softMs?: number,
): CacheEntry;
/** Reads an entry from JSON; undefined for a text that is none, such as a line that was torn while it was written. */
export declare function parseCacheEntry(json: string): CacheEntry | undefined;
/** Whether a value read from a store can be used as an entry. */
export declare const isCacheEntry: (value: unknown) => value is CacheEntry;
