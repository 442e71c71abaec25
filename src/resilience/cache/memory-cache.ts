import type { CacheEntry } from './cache-entry.js';
import type { DegradationCache } from './degradation-cache.js';
import { type EntryFormat, keyOf } from './entry-format.js';

/** A cache that lives as long as its process: for tests and simulations. */
export function memoryCache<Entry extends CacheEntry>(
  format: EntryFormat<Entry>,
  entries: Iterable<Entry> = [],
): DegradationCache<Entry> {
  const byKey = new Map<string, Entry>();
  for (const entry of entries) byKey.set(keyOf(format, entry), entry);
  return {
    get: async (key) => byKey.get(key),
    getMany: async (keys) => entriesUnder(keys, byKey),
    put: async (entry) => {
      byKey.set(keyOf(format, entry), entry);
    },
  };
}

/** The part of a map of entries that lies under these keys. */
export function entriesUnder<Entry>(
  keys: readonly string[],
  byKey: ReadonlyMap<string, Entry>,
): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (const key of keys) {
    const entry = byKey.get(key);
    if (entry) found.set(key, entry);
  }
  return found;
}
