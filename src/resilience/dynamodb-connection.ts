import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { optionalPackage } from '../runtime/optional-package.js';
import type { DynamoDbClient } from './dynamodb-client.js';

/** A table that does not answer must cost a caller less than what it waits for: two attempts of this length. */
const FAIL_FAST = { connectionTimeout: 100, requestTimeout: 120, throwOnRequestTimeout: true } as const;

/**
 * The optional peer, loaded once. A store is opened with it, so that it is there at the first request, where an error would count
 * as one of the table.
 *
 * @throws MissingPackageError when it is not installed
 */
export const loadDynamoDbClient = () =>
  optionalPackage('@aws-sdk/client-dynamodb', 'A store in DynamoDB', () => import('./dynamodb-sdk.js'));

/**
 * The optional peer `@aws-sdk/client-dynamodb`, loaded at the first use, and a client of it: the one given, or one that
 * fails fast.
 */
export function dynamoDbConnection(given: DynamoDbClient | undefined) {
  const connect = async () => {
    const sdk = await loadDynamoDbClient();
    // DynamoDbClient says little of it, so that its own declaration needs no SDK.
    const own = given as DynamoDBClient | undefined;
    return { sdk, client: own ?? new sdk.DynamoDBClient({ maxAttempts: 2, requestHandler: FAIL_FAST }) };
  };
  let connection: ReturnType<typeof connect> | undefined;
  return () => (connection ??= connect());
}
