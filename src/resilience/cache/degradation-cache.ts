import type { CacheEntry } from './cache-entry.js';

/**
 * Where the last good answers are kept for the time in which no better ones can be had, for `CACHE_AGE.physical` at least. The
 * last entry put under a key is the one that counts. All methods reject when the store cannot be reached; what is stored and
 * cannot be read counts as not there.
 */
export interface DegradationCache<Entry extends CacheEntry> {
  get(key: string): Promise<Entry | undefined>;
  /** The entries under many keys in few requests, by key; a key without an entry is missing. */
  getMany(keys: readonly string[]): Promise<ReadonlyMap<string, Entry>>;
  /** Keeps an entry under its own key, in the place of the one that is there. */
  put(entry: Entry): Promise<void>;
}
