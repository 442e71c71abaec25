import { optionalPackage } from '../../runtime/optional-package.js';
import { loadDynamoDbClient } from '../dynamodb-connection.js';
import { openRedis } from '../redis/open-redis.js';
import { storeAddress, type StoreAddress } from '../store-address.js';
import type { CacheEntry } from './cache-entry.js';
import type { DegradationCache } from './degradation-cache.js';
import type { EntryFormat } from './entry-format.js';
import { openFileCache } from './file-cache.js';
import { memoryCache } from './memory-cache.js';
import { redisCache } from './redis-cache.js';

/** A cache with what it holds open. */
export interface OpenedDegradationCache<Entry extends CacheEntry> extends DegradationCache<Entry> {
  close(): Promise<void>;
}

const KINDS = ['file', 'memory', 'redis', 'dynamodb'] as const;
type CacheAddress = Extract<StoreAddress, { kind: (typeof KINDS)[number] }>;

/**
 * Opens the cache that an address names: `redis://` or `rediss://` (with `?cluster=true` for a cluster; needs the package
 * `iovalkey`) and `dynamodb://table` (needs `@aws-sdk/client-dynamodb` and `@aws-sdk/util-dynamodb`) in production, a path or
 * `file:` for one process, `memory:` for tests.
 *
 * All who open the same address with the same format, one object, share one cache and one connection.
 *
 * @param format what the entries are; keep it in a constant
 * @throws StoreAddressError for any other address
 * @throws MissingPackageError when a package that the store needs is not installed
 * @throws the file system's error when a file exists and cannot be read; servers are connected to by the first read
 */
export async function openDegradationCache<Entry extends CacheEntry>(
  url: string,
  format: EntryFormat<Entry>,
): Promise<OpenedDegradationCache<Entry>> {
  const address = storeAddress(url, KINDS);
  const caches = cachesOf(format);
  const known = caches.get(url);
  if (known) return known;
  const opening = open(address, format).then((cache) => ({
    ...cache,
    close() {
      caches.delete(url);
      return cache.close();
    },
  }));
  caches.set(url, opening);
  opening.catch(() => caches.delete(url));
  return opening;
}

type CachesByAddress<Entry extends CacheEntry> = Map<string, Promise<OpenedDegradationCache<Entry>>>;

const opened = new WeakMap<object, unknown>();

function cachesOf<Entry extends CacheEntry>(format: EntryFormat<Entry>): CachesByAddress<Entry> {
  // What lies under a format was put there by this function, for entries of that format.
  const known = opened.get(format) as CachesByAddress<Entry> | undefined;
  if (known) return known;
  const caches: CachesByAddress<Entry> = new Map();
  opened.set(format, caches);
  return caches;
}

/** Clients are imported when they are needed: most who install this package need one of them at most. */
async function open<Entry extends CacheEntry>(
  address: CacheAddress,
  format: EntryFormat<Entry>,
): Promise<OpenedDegradationCache<Entry>> {
  switch (address.kind) {
    case 'file':
      return { ...(await openFileCache(address.path, format)), close: async () => {} };
    case 'memory':
      return { ...memoryCache(format), close: async () => {} };
    case 'redis': {
      const redis = await openRedis(address.url);
      return { ...redisCache(redis, format), close: redis.close };
    }
    case 'dynamodb': {
      const { DynamoDBClient } = await loadDynamoDbClient();
      const { dynamoDbCache } = await optionalPackage(
        '@aws-sdk/util-dynamodb',
        'A cache in DynamoDB',
        () => import('./dynamodb-cache.js'),
      );
      // Callers wait for an answer: a table that is slow is given up for their next tier.
      const client = new DynamoDBClient({
        maxAttempts: 2,
        requestHandler: { connectionTimeout: 300, requestTimeout: 1_000 },
      });
      return { ...dynamoDbCache(client, address.table, format), close: async () => client.destroy() };
    }
  }
}
