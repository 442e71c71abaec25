import type { CacheEntry, RecommendationCache } from './degradation-cache.js';

/** A cache that lives as long as its process: for tests and simulations. */
export function memoryCache(entries: Iterable<CacheEntry> = []): RecommendationCache {
  const byReader = new Map<string, CacheEntry>();
  for (const entry of entries) byReader.set(entry.readerId, entry);
  return {
    get: async (readerId) => byReader.get(readerId),
    put: async (entry) => {
      byReader.set(entry.readerId, entry);
    },
  };
}
