import type { CircuitStore } from '../../circuit/index.js';
import { endpointIn, localCredentials, type Connection } from '../../operations/connection.js';
import { optionalPackage } from '../../runtime/optional-package.js';
import { storeAddress } from '../../resilience/store-address.js';
import { dynamoDbCircuitStore } from '../../resilience/circuit/dynamodb-circuit-store.js';
import { redisCircuitStore } from '../../resilience/circuit/redis-circuit-store.js';
import { redisAddress } from '../../resilience/redis/redis-address.js';

/** How long an operator waits for a Redis that is busy, unless its address says longer. */
const PATIENCE_MS = 3_000;

/** An open store. */
export interface OpenStoreOfCircuits extends CircuitStore {
  close(): Promise<void>;
}

/**
 * Opens the circuits at an address, with an operator's patience: the request path would give up within a moment.
 *
 * @throws StoreAddressError for an address that is neither Redis nor DynamoDB: another process's memory cannot be shared
 */
export async function openStore(address: string, connection: Connection): Promise<OpenStoreOfCircuits> {
  const where = storeAddress(address, ['redis', 'dynamodb']);
  if (where.kind === 'redis') {
    const timeLimitMs = Math.max(redisAddress(where.url).timeLimitMs, PATIENCE_MS);
    return redisCircuitStore({ url: where.url, timeLimitMs });
  }
  const { DynamoDBClient } = await optionalPackage(
    '@aws-sdk/client-dynamodb',
    'A store in DynamoDB',
    () => import('@aws-sdk/client-dynamodb'),
  );
  const { region, profile, endpointUrl } = connection;
  const credentials = localCredentials(endpointUrl ?? endpointIn(process.env, 'DYNAMODB'), profile);
  const client = new DynamoDBClient({
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpointUrl !== undefined && { endpoint: endpointUrl }),
    ...(credentials && { credentials }),
  });
  return { ...dynamoDbCircuitStore({ tableName: where.table, client }), close: async () => client.destroy() };
}
