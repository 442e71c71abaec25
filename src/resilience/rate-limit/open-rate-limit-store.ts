import { loadDynamoDbClient } from '../dynamodb-connection.js';
import { storeAddress } from '../store-address.js';
import { openRedis } from '../redis/open-redis.js';
import { memoryRateLimitStore } from './memory-rate-limit-store.js';
import type { RateLimitStore } from './rate-limit-store.js';

/** Turns with what they hold open. */
export interface OpenedRateLimitStore extends RateLimitStore {
  close(): Promise<void>;
}

const nothing = async (): Promise<void> => {};

/**
 * Opens the turns that an address names; the circuits' own serves: `redis://host:port` or `rediss://…` (with
 * `?cluster=true` for a cluster), `dynamodb://table`, or `memory:`, which is of this process alone. Servers are
 * connected to by the first request.
 *
 * @throws StoreAddressError for any other address
 * @throws MissingPackageError when the package is not installed
 */
export async function openRateLimitStore(url: string): Promise<OpenedRateLimitStore> {
  const address = storeAddress(url, ['redis', 'dynamodb', 'memory']);
  switch (address.kind) {
    case 'redis': {
      const { redisRateLimitStore } = await import('./redis-rate-limit-store.js');
      const redis = await openRedis(address.url);
      return { ...redisRateLimitStore(redis), close: redis.close };
    }
    case 'dynamodb': {
      const { dynamoDbRateLimitStore } = await import('./dynamodb-rate-limit-store.js');
      await loadDynamoDbClient();
      return { ...dynamoDbRateLimitStore({ tableName: address.table }), close: nothing };
    }
    case 'memory':
      return { ...memoryRateLimitStore(), close: nothing };
  }
}
