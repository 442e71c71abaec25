import type { CacheEntry } from './cache-entry.js';
/**
 * Where entries are kept, for `CACHE_AGE.physical` at least. The last entry put for a reader is the one that counts.
 * All methods reject when the store cannot be reached; what is stored and cannot be read counts as not there.
 */
export interface RecommendationCache {
  get(readerId: string): Promise<CacheEntry | undefined>;
  /** The entries of many readers in few requests, by reader id; whoever has none is missing. */
  getMany(readerIds: readonly string[]): Promise<ReadonlyMap<string, CacheEntry>>;
  put(entry: CacheEntry): Promise<void>;
}
