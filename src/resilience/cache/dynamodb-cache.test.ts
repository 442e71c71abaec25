import { BatchGetItemCommand, CreateTableCommand, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalDynamoDb, startLocalDynamoDb } from '../../local/dynamodb/local-dynamodb.js';
import { CACHE_AGE } from './cache-age.js';
import { cacheEntry } from '../../../functions/recommendation/cache-entry.js';
import { dynamoDbCache } from './dynamodb-cache.js';
import { openRecommendationCache } from '../../../functions/recommendation/open-recommendation-cache.js';

const MADE_AT = Date.UTC(2026, 0, 1);
const entry = (readerId: string, ...titleIds: number[]) => cacheEntry({ readerId, titleIds, tier: 'cheaper' }, MADE_AT);

let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startLocalDynamoDb();
  await dynamoDb.client.send(
    new CreateTableCommand({
      TableName: 'Cache-1A',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'readerId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'readerId', KeyType: 'HASH' }],
    }),
  );
});
afterAll(() => dynamoDb.close());

/** A client through which only so many keys of a batch come back. */
const busy = (client: DynamoDBClient, most: number): DynamoDBClient =>
  new Proxy(client, {
    get: (target, property) =>
      property === 'send'
        ? async (command: BatchGetItemCommand) => {
            const keys = command.input.RequestItems?.['Cache-1A']?.Keys ?? [];
            const RequestItems = { 'Cache-1A': { Keys: keys.slice(0, most) } };
            const answer = most > 0 ? await target.send(new BatchGetItemCommand({ RequestItems })) : {};
            const left = keys.slice(most);
            return left.length === 0 ? answer : { ...answer, UnprocessedKeys: { 'Cache-1A': { Keys: left } } };
          }
        : Reflect.get(target, property),
  });

describe('the cache in DynamoDB', () => {
  test('keeps the last entry of each reader, in the order of its titles', async () => {
    const cache = dynamoDbCache(dynamoDb.client, 'Cache-1A');
    expect(await cache.get('r1')).toBeUndefined();
    await cache.put(entry('r1', 1));
    await cache.put(entry('r1', 30, 4, 12));
    expect(await cache.get('r1')).toEqual(entry('r1', 30, 4, 12));
  });

  test('the table drops an entry when it can be of no use any more', async () => {
    await dynamoDbCache(dynamoDb.client, 'Cache-1A').put(entry('r1', 1));
    const key = { TableName: 'Cache-1A', Key: { readerId: { S: 'r1' } } };
    const { Item } = await dynamoDb.client.send(new GetItemCommand(key));
    expect(Item?.['expires_at']?.N).toBe(String((MADE_AT + CACHE_AGE.physical) / 1_000));
  });

  test('reads the entries of many readers at once, in batches of a hundred, everybody once', async () => {
    const cache = dynamoDbCache(dynamoDb.client, 'Cache-1A');
    const readerIds = Array.from({ length: 250 }, (_, index) => `many-${index}`);
    await Promise.all(readerIds.slice(0, 230).map((readerId, index) => cache.put(entry(readerId, index))));
    const found = await cache.getMany([...readerIds, 'many-0', 'many-0']);
    expect(found.size).toBe(230);
    expect(found.get('many-229')).toEqual(entry('many-229', 229));
    expect(await cache.getMany([])).toEqual(new Map());
  });

  test('asks again for what the table was too busy to return, and waits longer each time', async () => {
    const waits: number[] = [];
    const clock = { sleep: async (ms: number) => void waits.push(ms) };
    const readerIds = ['many-0', 'many-1', 'many-2', 'many-3', 'many-4'];
    const found = await dynamoDbCache(busy(dynamoDb.client, 2), 'Cache-1A', clock).getMany(readerIds);
    expect([...found.keys()].sort()).toEqual(readerIds);
    expect(waits).toEqual([50, 100]);
  });

  test('a table that stays too busy is an error: who has no entry cannot be told', async () => {
    const clock = { sleep: async () => {} };
    await expect(dynamoDbCache(busy(dynamoDb.client, 0), 'Cache-1A', clock).getMany(['many-0'])).rejects.toThrow(
      'The table Cache-1A left keys unprocessed 6 times in a row.',
    );
  });

  test('is opened by its address', async () => {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_REGION: 'us-east-1',
    });
    const cache = await openRecommendationCache('dynamodb://Cache-1A');
    expect(await cache.get('many-7')).toEqual(entry('many-7', 7));
    await cache.close();
    delete process.env['AWS_ENDPOINT_URL_DYNAMODB'];
  });
});
