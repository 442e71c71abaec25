import type { CacheEntry } from '../../../functions/recommendation/cache-entry.js';
import type { RecommendationCache } from '../../../functions/recommendation/recommendation-cache.js';

/** A cache that lives as long as its process: for tests and simulations. */
export function memoryCache(entries: Iterable<CacheEntry> = []): RecommendationCache {
  const byReader = new Map<string, CacheEntry>();
  for (const entry of entries) byReader.set(entry.readerId, entry);
  return {
    get: async (readerId) => byReader.get(readerId),
    getMany: async (readerIds) => entriesOf(readerIds, byReader),
    put: async (entry) => {
      byReader.set(entry.readerId, entry);
    },
  };
}

/** The part of a map of entries that belongs to these readers. */
export function entriesOf(
  readerIds: readonly string[],
  byReader: ReadonlyMap<string, CacheEntry>,
): ReadonlyMap<string, CacheEntry> {
  const found = new Map<string, CacheEntry>();
  for (const readerId of readerIds) {
    const entry = byReader.get(readerId);
    if (entry) found.set(readerId, entry);
  }
  return found;
}
