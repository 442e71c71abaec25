import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { startLocalDynamoDb } from '../../src/local/dynamodb/local-dynamodb.js';
import { startRedisServer } from '../../src/local/redis/index.js';
import { dynamoDbCache } from '../../src/resilience/cache/dynamodb-cache.js';
import { redisClient } from '../../src/resilience/redis/redis-client.js';
import { openRecommendationCache } from './recommendation-cache.js';
import { recommendationEntry, recommendationFormat } from './recommendation-entry.js';

// The stored form: a deployment that finds another one has lost its cache. So these texts stay as they are.
const ENTRY = recommendationEntry({ readerId: 'r1', titleIds: [30, 4, 12], tier: 'cheaper' }, Date.UTC(2026, 0, 1));
const JSON_TEXT =
  '{"readerId":"r1","titleIds":[30,4,12],"tier":"cheaper",' +
  '"cached_at_utc":"2026-01-01T00:00:00.000Z","valid_until_utc":"2026-01-01T01:00:00.000Z"}';
const ATTRIBUTES = {
  readerId: { S: 'r1' },
  titleIds: { L: [{ N: '30' }, { N: '4' }, { N: '12' }] },
  tier: { S: 'cheaper' },
  cached_at_utc: { S: '2026-01-01T00:00:00.000Z' },
  valid_until_utc: { S: '2026-01-01T01:00:00.000Z' },
  expires_at: { N: '1767243600' },
};

test('in a file an entry is a line of JSON', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stepbreaker-'));
  const file = join(folder, 'cache.ndjson');
  const cache = await openRecommendationCache(file);
  await cache.put(ENTRY);
  await cache.close();
  expect(await readFile(file, 'utf8')).toBe(`${JSON_TEXT}\n`);
  await appendFile(file, `${JSON_TEXT.replace('r1', 'r2')}\n{"readerId":"r3","cached_at_utc":""}\n`);
  const reopened = await openRecommendationCache(file);
  expect(await reopened.getMany(['r1', 'r2', 'r3'])).toEqual(
    new Map([
      ['r1', ENTRY],
      ['r2', { ...ENTRY, readerId: 'r2' }],
    ]),
  );
  await reopened.close();
  await rm(folder, { recursive: true });
});

test('in Redis it is JSON under stepbreaker:cache: and the reader’s id', async () => {
  const server = await startRedisServer();
  const client = await redisClient({ url: server.url, cluster: false }, 30_000);
  await client.connect();
  const cache = await openRecommendationCache(`${server.url}?timeLimitMs=30000`);
  await cache.put(ENTRY);
  expect(await client.get('stepbreaker:cache:r1')).toBe(JSON_TEXT);
  await client.set('stepbreaker:cache:r2', JSON_TEXT.replace('r1', 'r2'), 'PX', 60_000);
  expect(await cache.get('r2')).toEqual({ ...ENTRY, readerId: 'r2' });
  client.disconnect();
  await cache.close();
  await server.stop();
});

test('in DynamoDB it is an item under readerId', async () => {
  const dynamoDb = await startLocalDynamoDb();
  const TableName = 'recommendations';
  await dynamoDb.client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'readerId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'readerId', KeyType: 'HASH' }],
    }),
  );
  const cache = dynamoDbCache(dynamoDb.client, TableName, recommendationFormat);
  await cache.put(ENTRY);
  const { Item } = await dynamoDb.client.send(new GetItemCommand({ TableName, Key: { readerId: { S: 'r1' } } }));
  expect(Item).toEqual(ATTRIBUTES);
  await dynamoDb.client.send(new PutItemCommand({ TableName, Item: { ...ATTRIBUTES, readerId: { S: 'r2' } } }));
  expect(await cache.get('r2')).toEqual({ ...ENTRY, readerId: 'r2' });
  await dynamoDb.close();
});
