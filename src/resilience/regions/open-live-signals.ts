import { loadDynamoDbClient } from '../dynamodb-connection.js';
import { storeAddress } from '../store-address.js';
import type { LiveSignals } from './live-signals.js';
import { memoryLiveSignals } from './memory-live-signals.js';
import { openRedis } from '../redis/open-redis.js';

/** Signals with what they hold open. */
export interface OpenedLiveSignals extends LiveSignals {
  close(): Promise<void>;
}

const nothing = async (): Promise<void> => {};

/**
 * Opens the signals that an address names; the circuits' own serves: `redis://host:port` or `rediss://…` (with
 * `?cluster=true` for a cluster; needs the package `iovalkey`), `dynamodb://table` (needs `@aws-sdk/client-dynamodb`),
 * or `memory:`, which is of this process alone. Servers are connected to by the first request.
 *
 * @throws StoreAddressError for any other address
 * @throws MissingPackageError when the package is not installed
 */
export async function openLiveSignals(url: string): Promise<OpenedLiveSignals> {
  const address = storeAddress(url, ['redis', 'dynamodb', 'memory']);
  switch (address.kind) {
    case 'redis': {
      const { redisLiveSignals } = await import('./redis-live-signals.js');
      const redis = await openRedis(address.url);
      return { ...redisLiveSignals(redis), close: redis.close };
    }
    case 'dynamodb': {
      const { dynamoDbLiveSignals } = await import('./dynamodb-live-signals.js');
      await loadDynamoDbClient();
      return { ...dynamoDbLiveSignals({ tableName: address.table }), close: nothing };
    }
    case 'memory':
      return { ...memoryLiveSignals(), close: nothing };
  }
}
