import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startRedisServer, type RedisServer } from '../../local/redis/index.js';
import { eventually } from '../redis/eventually.fixture.js';
import { openCircuitStore } from './open-circuit-store.js';

let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer({ cluster: true });
});
afterAll(() => server.stop());

test.each([
  ['memory:', 0],
  ['redis', 0],
  ['redis?cluster=true', 0],
])('%s', async (address, readCacheMs) => {
  const store = await openCircuitStore(address.replace(/^redis/, server.url));
  expect(store.readCacheMs).toBe(readCacheMs);
  await eventually(() => store.attempt('a', ['tripAtOnce'], { failureThreshold: 5, resetMs: 30_000 }));
  expect((await eventually(() => store.read('a'))).record.st).toBe('OPEN');
  await store.close();
});

test('DynamoDB is read at most once a second by a process', async () => {
  expect((await openCircuitStore('dynamodb://circuits')).readCacheMs).toBe(1_000);
});

test('another address is refused, without its password', async () => {
  await expect(openCircuitStore('mysql://me:secret@host')).rejects.toThrow(
    'The address is "mysql://…@host", expected one of: redis://host:port, rediss://host:port, dynamodb://table, memory:.',
  );
});
