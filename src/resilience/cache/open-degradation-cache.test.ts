import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openDegradationCache } from './open-degradation-cache.js';
import { quote, quotes } from './quote.fixture.js';

const entry = quote('EUR', [1.1]);

test('all who open the same address with the same format share one cache, until it is closed', async () => {
  const [first, second] = await Promise.all([
    openDegradationCache('memory:', quotes),
    openDegradationCache('memory:', quotes),
  ]);
  await first.put(entry);
  expect(await second.get('EUR')).toEqual(entry);
  expect(await (await openDegradationCache('memory:other', quotes)).get('EUR')).toBeUndefined();
  await first.close();
  expect(await (await openDegradationCache('memory:', quotes)).get('EUR')).toBeUndefined();
});

test('the same address with another format is another cache', async () => {
  const cache = await openDegradationCache('memory:', quotes);
  await cache.put(entry);
  expect(await (await openDegradationCache('memory:', { ...quotes })).get('EUR')).toBeUndefined();
  await cache.close();
});

test('a file is opened by path, and again after a failure', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stepbreaker-'));
  const cache = await openDegradationCache(join(folder, 'cache.ndjson'), quotes);
  await cache.put(entry);
  await cache.close();
  expect(await (await openDegradationCache(`file:${folder}/cache.ndjson`, quotes)).get('EUR')).toEqual(entry);
  await expect(openDegradationCache(folder, quotes)).rejects.toThrow('EISDIR');
  await rm(folder, { recursive: true });
  expect(await (await openDegradationCache(folder, quotes)).get('EUR')).toBeUndefined();
});

test('an address that no cache can have is refused', async () => {
  await expect(openDegradationCache('s3://bucket/cache', quotes)).rejects.toThrow(
    'The address is "s3://bucket/cache", expected one of: a path, file:///path, memory:, redis://host:port, rediss://host:port, dynamodb://table.',
  );
});
