import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Clock, realTime } from '../clock.js';
import { CACHE_AGE } from './cache-age.js';
import { type CacheEntry, isCacheEntry } from '../../../functions/recommendation/cache-entry.js';
import type { RecommendationCache } from '../../../functions/recommendation/recommendation-cache.js';

/** The most keys of one BatchGetItem, says the Amazon DynamoDB API reference. */
const BATCH = 100;

/** Milliseconds between two requests for what the table was too busy to return. */
const UNPROCESSED_DELAYS_MS = [50, 100, 200, 400, 800];

/**
 * A cache in a DynamoDB table with the partition key `readerId` (a string) and the TTL attribute `expires_at`.
 *
 * @param clock waits between the requests for unprocessed keys
 */
export function dynamoDbCache(
  client: DynamoDBClient,
  table: string,
  clock: Pick<Clock, 'sleep'> = realTime,
): RecommendationCache {
  const batch = async (readerIds: readonly string[], found: Map<string, CacheEntry>): Promise<void> => {
    const Keys = readerIds.map((readerId) => ({ readerId: { S: readerId } }));
    let RequestItems: Record<string, { Keys: Record<string, AttributeValue>[] | undefined }> = { [table]: { Keys } };
    for (const delay of [...UNPROCESSED_DELAYS_MS, undefined]) {
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
      for (const item of Responses?.[table] ?? []) {
        const entry = entryOf(item);
        if (entry) found.set(entry.readerId, entry);
      }
      const left = UnprocessedKeys?.[table]?.Keys;
      if (!left || left.length === 0) return;
      if (delay === undefined) break;
      RequestItems = { [table]: { Keys: left } };
      await clock.sleep(delay);
    }
    throw new Error(`The table ${table} left keys unprocessed ${UNPROCESSED_DELAYS_MS.length + 1} times in a row.`);
  };

  return {
    async get(readerId) {
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: { readerId: { S: readerId } } }));
      return Item && entryOf(Item);
    },
    async getMany(readerIds) {
      const found = new Map<string, CacheEntry>();
      // A batch with a key that is there twice is refused as a whole.
      const distinct = [...new Set(readerIds)];
      for (let from = 0; from < distinct.length; from += BATCH) await batch(distinct.slice(from, from + BATCH), found);
      return found;
    },
    async put(entry) {
      await client.send(new PutItemCommand({ TableName: table, Item: itemOf(entry) }));
    },
  };
}

const itemOf = (entry: CacheEntry): Record<string, AttributeValue> => ({
  readerId: { S: entry.readerId },
  titleIds: { L: entry.titleIds.map((titleId) => ({ N: String(titleId) })) },
  tier: { S: entry.tier },
  cached_at_utc: { S: entry.cached_at_utc },
  valid_until_utc: { S: entry.valid_until_utc },
  expires_at: { N: String(Math.ceil((Date.parse(entry.cached_at_utc) + CACHE_AGE.physical) / 1_000)) },
});

function entryOf(item: Readonly<Record<string, AttributeValue>>): CacheEntry | undefined {
  const entry: unknown = {
    readerId: item['readerId']?.S,
    titleIds: item['titleIds']?.L?.map(({ N }) => Number(N)),
    tier: item['tier']?.S,
    cached_at_utc: item['cached_at_utc']?.S,
    valid_until_utc: item['valid_until_utc']?.S,
  };
  return isCacheEntry(entry) ? entry : undefined;
}
