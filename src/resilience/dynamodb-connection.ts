import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A table that does not answer must cost a caller less than what it waits for: two attempts of this length. */
const FAIL_FAST = { connectionTimeout: 100, requestTimeout: 120, throwOnRequestTimeout: true } as const;

/**
 * The optional peer `@aws-sdk/client-dynamodb`, loaded at the first use, and a client of it: the one given, or one that
 * fails fast.
 */
export function dynamoDbConnection(given: DynamoDBClient | undefined) {
  const connect = async () => {
    const sdk = await import('./dynamodb-client.js');
    return { sdk, client: given ?? new sdk.DynamoDBClient({ maxAttempts: 2, requestHandler: FAIL_FAST }) };
  };
  let connection: ReturnType<typeof connect> | undefined;
  return () => (connection ??= connect());
}
