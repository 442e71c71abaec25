import { type Clock, realTime } from '../clock.js';
import type { DynamoDbClient } from '../dynamodb-client.js';
import { dynamoDbConnection } from '../dynamodb-connection.js';
import { intervalMs, type RateLimitRule, type RateLimitStore, toleranceMs, waitFor } from './rate-limit-store.js';

/** Where the turns are and how they are reached. */
export interface DynamoDbRateLimitStoreOptions {
  /** Name or ARN of a table with the partition key `circuit` (text): the table of the circuits serves. */
  readonly tableName: string;
  /** @default a client that gives up within about 300 ms; region, credentials and endpoint by the usual AWS settings */
  readonly client?: DynamoDbClient;
  /** The server's is not to be had: clocks that differ shift turns by as much. @default the machine's clock */
  readonly clock?: Pick<Clock, 'now'>;
}

/** Between the two writes of a round the bucket may change from full to not full, once: nothing fills it that fast. */
const ROUNDS = 2;

/**
 * Turns in a DynamoDB table, an item for each limit: one conditional `UpdateItem` a turn while there is a queue, two
 * after a pause. The table writes some 1,000 turns a second for one limit.
 *
 * Needs the optional peer `@aws-sdk/client-dynamodb`, which is loaded at the first request, and the permission
 * `dynamodb:UpdateItem`.
 */
export function dynamoDbRateLimitStore({
  tableName,
  client: given,
  clock = realTime,
}: DynamoDbRateLimitStoreOptions): RateLimitStore {
  const connected = dynamoDbConnection(given);

  /** The time at which the bucket is full after the write; nothing when its condition does not hold. */
  const update = async (
    key: string,
    expression: { readonly set: string; readonly when: string },
    values: Readonly<Record<string, number>>,
  ): Promise<number | undefined> => {
    const { client, sdk } = await connected();
    try {
      const { Attributes } = await client.send(
        new sdk.UpdateItemCommand({
          TableName: tableName,
          Key: { circuit: { S: `rate#${key}` } },
          UpdateExpression: `SET full_at = ${expression.set}`,
          ConditionExpression: expression.when,
          ExpressionAttributeValues: Object.fromEntries(
            Object.entries(values).map(([name, value]) => [name, { N: String(value) }]),
          ),
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Number(Attributes?.['full_at']?.N);
    } catch (error) {
      if (error instanceof sdk.ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };

  const takeTurn = async (key: string, rule: RateLimitRule, now: number): Promise<number | undefined> => {
    const interval = intervalMs(rule);
    const latest = now + toleranceMs(rule) + rule.maxWaitMs;
    const queued = { set: 'full_at + :interval', when: 'full_at > :now AND full_at <= :latest' };
    const first = { set: ':next', when: 'attribute_not_exists(full_at) OR full_at <= :now' };
    return (
      (await update(key, queued, { ':interval': interval, ':now': now, ':latest': latest })) ??
      (await update(key, first, { ':next': now + interval, ':now': now }))
    );
  };

  return {
    async reserve(key, rule) {
      const now = clock.now();
      for (let round = 0; round < ROUNDS; round += 1) {
        const fullAt = await takeTurn(key, rule, now);
        if (fullAt !== undefined) return { granted: true, waitMs: waitFor(fullAt - intervalMs(rule), now, rule) };
      }
      return { granted: false };
    },
  };
}
