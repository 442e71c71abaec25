import { CACHE_AGE } from './cache-age.js';

/** What every entry of a cache says of its age, whatever else it holds. */
export interface CacheEntry {
  /** When its content was made, ISO 8601 in UTC. Always the truth: age is computed from this field. */
  readonly cached_at_utc: string;
  /** When it should have been renewed, ISO 8601 in UTC. Older entries are still served for a while, see `cacheVerdict`. */
  readonly valid_until_utc: string;
}

/**
 * The entry for content that was made at the time `now` (epoch milliseconds).
 *
 * @param softMs for how long it needs no renewal, in milliseconds. Default: `CACHE_AGE.soft`
 */
export const cacheEntry = <Content extends object>(
  content: Content,
  now: number,
  softMs: number = CACHE_AGE.soft,
): Content & CacheEntry => ({
  ...content,
  cached_at_utc: new Date(now).toISOString(),
  valid_until_utc: new Date(now + softMs).toISOString(),
});
