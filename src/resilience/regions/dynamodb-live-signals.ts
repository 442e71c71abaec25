import { type Clock, realTime } from '../clock.js';
import type { DynamoDbClient } from '../dynamodb-client.js';
import { dynamoDbConnection } from '../dynamodb-connection.js';
import type { LiveSignals } from './live-signals.js';

/** Where the signals are and how they are reached. */
export interface DynamoDbLiveSignalsOptions {
  /** Name or ARN of a table with the partition key `circuit` (text): the table of the circuits serves. */
  readonly tableName: string;
  /** @default a client that gives up within about 300 ms; region, credentials and endpoint by the usual AWS settings */
  readonly client?: DynamoDbClient;
  /** Ends the signals: a table's own expiry may be days late. @default the machine's clock */
  readonly clock?: Pick<Clock, 'now'>;
}

const PREFIX = 'live#';

/**
 * Signals in a DynamoDB table, an item each, read with one consistent `BatchGetItem`. `expires_at` holds the end in
 * seconds for a table that deletes by it.
 *
 * Needs the optional peer `@aws-sdk/client-dynamodb`, which is loaded at the first request, and the permissions
 * `dynamodb:PutItem` and `dynamodb:BatchGetItem`.
 */
export function dynamoDbLiveSignals({
  tableName,
  client: given,
  clock = realTime,
}: DynamoDbLiveSignalsOptions): LiveSignals {
  const connected = dynamoDbConnection(given);
  return {
    async put(key, value, ttlMs) {
      const { client, sdk } = await connected();
      const endsAt = clock.now() + ttlMs;
      const Item = {
        circuit: { S: PREFIX + key },
        live_value: { S: value },
        ends_at: { N: String(endsAt) },
        expires_at: { N: String(Math.ceil(endsAt / 1_000)) },
      };
      await client.send(new sdk.PutItemCommand({ TableName: tableName, Item }));
    },
    async get(keys) {
      if (keys.length === 0) return [];
      const { client, sdk } = await connected();
      const Keys = [...new Set(keys)].map((key) => ({ circuit: { S: PREFIX + key } }));
      const { Responses = {} } = await client.send(
        new sdk.BatchGetItemCommand({ RequestItems: { [tableName]: { Keys, ConsistentRead: true } } }),
      );
      const said = new Map(
        Object.values(Responses)
          .flat()
          .filter(({ ends_at }) => clock.now() < Number(ends_at?.N))
          .map(({ circuit, live_value }) => [circuit?.S, live_value?.S]),
      );
      return keys.map((key) => said.get(PREFIX + key));
    },
  };
}
