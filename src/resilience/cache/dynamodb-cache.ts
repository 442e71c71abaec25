import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Clock, realTime } from '../clock.js';
import { CACHE_AGE } from './cache-age.js';
import type { CacheEntry } from './cache-entry.js';
import type { DegradationCache } from './degradation-cache.js';
import { entryOf, type EntryFormat, keyOf } from './entry-format.js';

/** The most keys of one BatchGetItem, says the Amazon DynamoDB API reference. */
const BATCH = 100;

/** Milliseconds between two requests for what the table was too busy to return. */
const UNPROCESSED_DELAYS_MS = [50, 100, 200, 400, 800];

type Item = Record<string, AttributeValue>;

/**
 * A cache in a DynamoDB table whose partition key is the format's key (a string), with the TTL attribute `expires_at`. Each field
 * of an entry is an attribute; `expires_at` is the cache's own.
 *
 * @param clock waits between the requests for unprocessed keys
 */
export function dynamoDbCache<Entry extends CacheEntry>(
  client: DynamoDBClient,
  table: string,
  format: EntryFormat<Entry>,
  clock: Pick<Clock, 'sleep'> = realTime,
): DegradationCache<Entry> {
  const keyItem = (key: string): Item => ({ [format.key]: { S: key } });

  const batch = async (keys: readonly string[], found: Map<string, Entry>): Promise<void> => {
    let RequestItems: Record<string, { Keys: Item[] | undefined }> = { [table]: { Keys: keys.map(keyItem) } };
    for (const delay of [...UNPROCESSED_DELAYS_MS, undefined]) {
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
      for (const item of Responses?.[table] ?? []) {
        const entry = readItem(format, item);
        if (entry) found.set(keyOf(format, entry), entry);
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
    async get(key) {
      const { Item: item } = await client.send(new GetItemCommand({ TableName: table, Key: keyItem(key) }));
      return item && readItem(format, item);
    },
    async getMany(keys) {
      const found = new Map<string, Entry>();
      // A batch with a key that is there twice is refused as a whole.
      const distinct = [...new Set(keys)];
      for (let from = 0; from < distinct.length; from += BATCH) await batch(distinct.slice(from, from + BATCH), found);
      return found;
    },
    async put(entry) {
      await client.send(new PutItemCommand({ TableName: table, Item: itemOf(entry) }));
    },
  };
}

function itemOf(entry: CacheEntry): Item {
  const expires_at = Math.ceil((Date.parse(entry.cached_at_utc) + CACHE_AGE.physical) / 1_000);
  // What JSON does with numbers and absent fields, so that an entry is the same in every store.
  return marshall({ ...entry, expires_at }, { removeUndefinedValues: true, allowImpreciseNumbers: true });
}

function readItem<Entry extends CacheEntry>(format: EntryFormat<Entry>, item: Item): Entry | undefined {
  const { expires_at: _, ...entry } = unmarshall(item, { wrapNumbers: Number });
  return entryOf(format, entry);
}
