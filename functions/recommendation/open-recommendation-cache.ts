import { openRedis } from '../../src/resilience/redis/open-redis.js';
import { openFileCache } from '../../src/resilience/cache/file-cache.js';
import { memoryCache } from '../../src/resilience/cache/memory-cache.js';
import type { RecommendationCache } from './recommendation-cache.js';
import { redisCache } from '../../src/resilience/cache/redis-cache.js';
import { storeAddress, type StoreAddress } from '../../src/resilience/store-address.js';

/** A cache with what it holds open. */
export interface OpenedCache extends RecommendationCache {
  close(): Promise<void>;
}

const KINDS = ['file', 'memory', 'redis', 'dynamodb'] as const;
type CacheAddress = Extract<StoreAddress, { kind: (typeof KINDS)[number] }>;

/**
 * Opens the cache that an address names: `redis://` or `rediss://` (with `?cluster=true` for a cluster; needs the package
 * `iovalkey`) and `dynamodb://table` (needs `@aws-sdk/client-dynamodb`) in production, a path or `file:` for one process,
 * `memory:` for tests.
 *
 * Everybody in a process who opens the same address shares one cache, and one connection.
 *
 * @throws StoreAddressError for any other address
 * @throws the file system's error when a file exists and cannot be read; servers are connected to by the first read
 */
export async function openRecommendationCache(url: string): Promise<OpenedCache> {
  const address = storeAddress(url, KINDS);
  const known = opened.get(url);
  if (known) return known;
  const opening = open(address).then((cache) => ({
    ...cache,
    close() {
      opened.delete(url);
      return cache.close();
    },
  }));
  opened.set(url, opening);
  opening.catch(() => opened.delete(url));
  return opening;
}

const opened = new Map<string, Promise<OpenedCache>>();

/** Clients are imported when they are needed: most who install this package need one of them at most. */
async function open(address: CacheAddress): Promise<OpenedCache> {
  switch (address.kind) {
    case 'file':
      return { ...(await openFileCache(address.path)), close: async () => {} };
    case 'memory':
      return { ...memoryCache(), close: async () => {} };
    case 'redis': {
      const redis = await openRedis(address.url);
      return { ...redisCache(redis), close: redis.close };
    }
    case 'dynamodb': {
      const [{ DynamoDBClient }, { dynamoDbCache }] = await Promise.all([
        import('../../src/resilience/dynamodb-client.js'),
        import('../../src/resilience/cache/dynamodb-cache.js'),
      ]);
      // Readers wait for an answer: a table that is slow is given up for the next tier.
      const client = new DynamoDBClient({
        maxAttempts: 2,
        requestHandler: { connectionTimeout: 300, requestTimeout: 1_000 },
      });
      return { ...dynamoDbCache(client, address.table), close: async () => client.destroy() };
    }
  }
}
