import type { FailFastRedis } from '../redis/fail-fast-redis.js';
import { CACHE_AGE } from './cache-age.js';
import { type CacheEntry, parseCacheEntry } from '../../../functions/recommendation/cache-entry.js';
import type { RecommendationCache } from '../../../functions/recommendation/recommendation-cache.js';

const key = (readerId: string): string => `stepbreaker:cache:${readerId}`;

/** How many commands are under way at once: enough to fill the connection, few enough to stay within their time limit. */
const IN_FLIGHT = 500;

/** A cache in Redis or Valkey: a key a reader, which the server drops after `CACHE_AGE.physical`. */
export function redisCache({ send }: Pick<FailFastRedis, 'send'>): RecommendationCache {
  const read = (readerId: string): Promise<CacheEntry | undefined> =>
    send(async (redis) => {
      const text = await redis.get(key(readerId));
      return text === null ? undefined : parseCacheEntry(text);
    });
  return {
    get: read,
    async getMany(readerIds) {
      const found = new Map<string, CacheEntry>();
      for (let from = 0; from < readerIds.length; from += IN_FLIGHT) {
        // A pipeline of GETs rather than one MGET: in a cluster the keys lie on several nodes.
        const entries = await Promise.all(readerIds.slice(from, from + IN_FLIGHT).map(read));
        for (const entry of entries) if (entry) found.set(entry.readerId, entry);
      }
      return found;
    },
    async put(entry) {
      await send((redis) => redis.set(key(entry.readerId), JSON.stringify(entry), 'PX', CACHE_AGE.physical));
    },
  };
}
