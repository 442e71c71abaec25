import { type CacheEntry, cacheEntry } from '../../src/resilience/cache/cache-entry.js';
import type { EntryFormat } from '../../src/resilience/cache/entry-format.js';

/** A tier that a model answered. What the cache and the static list serve is not written back. */
export type GeneratedTier = 'primary' | 'region' | 'cheaper';

/**
 * One reader's last good recommendations, or the list under `TOP_RECOMMENDATIONS` that serves those without.
 *
 * Entries hold title ids and never stock, prices or texts: those change while an entry is in the cache. Code that
 * shows a buy button asks for availability first.
 */
export interface RecommendationEntry extends CacheEntry {
  readonly readerId: string;
  readonly titleIds: readonly number[];
  /** The tier that generated them; `top` for the list that was counted from everybody's entries. */
  readonly tier: GeneratedTier | 'top';
}

/**
 * How entries are kept: one for each reader. The fields are attributes of the table in DynamoDB and the JSON in Redis: what is
 * changed here loses the cache of a deployment.
 */
export const recommendationFormat: EntryFormat<RecommendationEntry> = {
  key: 'readerId',
  isEntry: (value): value is RecommendationEntry => Array.isArray(Reflect.get(Object(value), 'titleIds')),
};

/**
 * The entry for recommendations generated at the time `now` (epoch milliseconds).
 *
 * @param softMs for how long they need no renewal. Default: an hour
 */
export const recommendationEntry: (
  generated: Pick<RecommendationEntry, 'readerId' | 'titleIds' | 'tier'>,
  now: number,
  softMs?: number,
) => RecommendationEntry = cacheEntry;
