import type { FailFastRedis } from '../redis/fail-fast-redis.js';
import { CACHE_AGE } from './cache-age.js';
import type { CacheEntry } from './cache-entry.js';
import type { DegradationCache } from './degradation-cache.js';
import { type EntryFormat, keyOf, parseEntry } from './entry-format.js';

/** How many commands are under way at once: enough to fill the connection, few enough to stay within their time limit. */
const IN_FLIGHT = 500;

/** A cache in Redis or Valkey: JSON under a key for each entry, which the server drops after `CACHE_AGE.physical`. */
export function redisCache<Entry extends CacheEntry>(
  { send }: Pick<FailFastRedis, 'send'>,
  format: EntryFormat<Entry>,
): DegradationCache<Entry> {
  const { redisPrefix = 'stepbreaker:cache:' } = format;
  const read = (key: string): Promise<Entry | undefined> =>
    send(async (redis) => {
      const text = await redis.get(redisPrefix + key);
      return text === null ? undefined : parseEntry(format, text);
    });
  return {
    get: read,
    async getMany(keys) {
      const found = new Map<string, Entry>();
      for (let from = 0; from < keys.length; from += IN_FLIGHT) {
        // A pipeline of GETs rather than one MGET: in a cluster the keys lie on several nodes.
        const entries = await Promise.all(keys.slice(from, from + IN_FLIGHT).map(read));
        for (const entry of entries) if (entry) found.set(keyOf(format, entry), entry);
      }
      return found;
    },
    async put(entry) {
      const key = redisPrefix + keyOf(format, entry);
      await send((redis) => redis.set(key, JSON.stringify(entry), 'PX', CACHE_AGE.physical));
    },
  };
}
