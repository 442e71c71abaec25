import {
  BatchGetItemCommand,
  CreateTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalDynamoDb, startLocalDynamoDb } from '../../local/dynamodb/local-dynamodb.js';
import { CACHE_AGE } from './cache-age.js';
import { dynamoDbCache } from './dynamodb-cache.js';
import { openDegradationCache } from './open-degradation-cache.js';
import { quote, quotes } from './quote.fixture.js';

const MADE_AT = Date.UTC(2026, 0, 1);
const entry = (currency: string, ...rates: number[]) => quote(currency, rates, MADE_AT);

let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startLocalDynamoDb();
  await dynamoDb.client.send(
    new CreateTableCommand({
      TableName: 'Cache-1A',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'currency', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'currency', KeyType: 'HASH' }],
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
  test('keeps the last entry of each key, whatever is in it', async () => {
    const cache = dynamoDbCache(dynamoDb.client, 'Cache-1A', quotes);
    expect(await cache.get('EUR')).toBeUndefined();
    await cache.put(entry('EUR', 1));
    await cache.put({ ...entry('EUR', 30, 4.25, -12, 1.5e100), remark: undefined });
    expect(await cache.get('EUR')).toEqual(entry('EUR', 30, 4.25, -12, 1.5e100));
  });

  test('the table drops an entry when it can be of no use any more', async () => {
    await dynamoDbCache(dynamoDb.client, 'Cache-1A', quotes).put(entry('EUR', 1));
    const key = { TableName: 'Cache-1A', Key: { currency: { S: 'EUR' } } };
    const { Item } = await dynamoDb.client.send(new GetItemCommand(key));
    expect(Item?.['expires_at']?.N).toBe(String((MADE_AT + CACHE_AGE.physical) / 1_000));
  });

  test('each field is an attribute; what is no entry counts as none', async () => {
    const cache = dynamoDbCache(dynamoDb.client, 'Cache-1A', quotes);
    await cache.put(entry('CHF', 1.5));
    const { Item } = await dynamoDb.client.send(
      new GetItemCommand({ TableName: 'Cache-1A', Key: { currency: { S: 'CHF' } } }),
    );
    expect(Item).toMatchObject({
      currency: { S: 'CHF' },
      rates: { L: [{ N: '1.5' }] },
      source: { M: { desk: { S: 'tokyo' }, delayed: { BOOL: false } } },
    });
    const put = (currency: string, fields: PutItemCommandInput['Item']) =>
      dynamoDb.client.send(
        new PutItemCommand({ TableName: 'Cache-1A', Item: { ...Item, ...fields, currency: { S: currency } } }),
      );
    await put('other', { rates: { S: 'many' } });
    expect(await cache.get('other')).toBeUndefined();
    expect([...(await cache.getMany(['CHF', 'other'])).keys()]).toEqual(['CHF']);
  });

  test('reads the entries of many keys at once, in batches of a hundred, each once', async () => {
    const cache = dynamoDbCache(dynamoDb.client, 'Cache-1A', quotes);
    const keys = Array.from({ length: 250 }, (_, index) => `many-${index}`);
    await Promise.all(keys.slice(0, 230).map((key, index) => cache.put(entry(key, index))));
    const found = await cache.getMany([...keys, 'many-0', 'many-0']);
    expect(found.size).toBe(230);
    expect(found.get('many-229')).toEqual(entry('many-229', 229));
    expect(await cache.getMany([])).toEqual(new Map());
  });

  test('asks again for what the table was too busy to return, and waits longer each time', async () => {
    const waits: number[] = [];
    const clock = { sleep: async (ms: number) => void waits.push(ms) };
    const keys = ['many-0', 'many-1', 'many-2', 'many-3', 'many-4'];
    const found = await dynamoDbCache(busy(dynamoDb.client, 2), 'Cache-1A', quotes, clock).getMany(keys);
    expect([...found.keys()].sort()).toEqual(keys);
    expect(waits).toEqual([50, 100]);
  });

  test('a table that stays too busy is an error: which keys have no entry cannot be told', async () => {
    const clock = { sleep: async () => {} };
    await expect(
      dynamoDbCache(busy(dynamoDb.client, 0), 'Cache-1A', quotes, clock).getMany(['many-0']),
    ).rejects.toThrow('The table Cache-1A left keys unprocessed 6 times in a row.');
  });

  test('is opened by its address', async () => {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_REGION: 'us-east-1',
    });
    const cache = await openDegradationCache('dynamodb://Cache-1A', quotes);
    expect(await cache.get('many-7')).toEqual(entry('many-7', 7));
    await cache.close();
    delete process.env['AWS_ENDPOINT_URL_DYNAMODB'];
  });
});
