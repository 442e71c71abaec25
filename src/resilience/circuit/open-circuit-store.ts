import { memoryCircuitStore, type CircuitStore } from '../../circuit/index.js';
import { loadDynamoDbClient } from '../dynamodb-connection.js';
import { storeAddress } from '../store-address.js';

/** A store with what it holds open. */
export interface OpenedCircuitStore extends CircuitStore {
  close(): Promise<void>;
  /** What `createCircuitBreaker` should use as `readCacheMs` for this kind of store. */
  readonly readCacheMs: number;
}

const nothing = async (): Promise<void> => {};

/**
 * Opens the store that an address names: `redis://host:port` or `rediss://…` (with `?cluster=true` for a cluster;
 * needs the package `iovalkey`), `dynamodb://table` (needs `@aws-sdk/client-dynamodb`), or `memory:`, which is of
 * this process alone. Servers are connected to by the first request.
 *
 * @throws StoreAddressError for any other address
 * @throws MissingPackageError when the package is not installed
 */
export async function openCircuitStore(url: string): Promise<OpenedCircuitStore> {
  const address = storeAddress(url, ['redis', 'dynamodb', 'memory']);
  switch (address.kind) {
    case 'redis': {
      const { redisCircuitStore } = await import('./redis-circuit-store.js');
      return { ...(await redisCircuitStore({ url: address.url })), readCacheMs: 0 };
    }
    case 'dynamodb': {
      const { dynamoDbCircuitStore } = await import('./dynamodb-circuit-store.js');
      await loadDynamoDbClient();
      return { ...dynamoDbCircuitStore({ tableName: address.table }), close: nothing, readCacheMs: 1_000 };
    }
    case 'memory':
      return { ...memoryCircuitStore(), close: nothing, readCacheMs: 0 };
  }
}
