import { describe, expect, test } from '@jest/globals';
import { openDegradationCache } from './cache/index.js';
import { openCircuitStore } from './circuit/index.js';
import { openConfiguration } from './configuration/index.js';
import { openRateLimitStore } from './rate-limit/index.js';
import { openLiveSignals } from './regions/index.js';
import { storeAddress, StoreAddressError } from './store-address.js';

const EVERY = ['file', 's3', 'dynamodb', 'redis', 'memory'] as const;

describe('storeAddress', () => {
  test.each([
    ['samples/orders.ndjson', { kind: 'file', path: 'samples/orders.ndjson' }],
    ['/var/cache.ndjson', { kind: 'file', path: '/var/cache.ndjson' }],
    ['file:///var/a%20b.ndjson', { kind: 'file', path: '/var/a b.ndjson' }],
    ['file:samples/orders.ndjson', { kind: 'file', path: 'samples/orders.ndjson' }],
    ['s3://Bucket/folder/prices.csv', { kind: 's3', bucket: 'Bucket', key: 'folder/prices.csv' }],
    ['dynamodb://Stack-CacheTable-1A', { kind: 'dynamodb', table: 'Stack-CacheTable-1A' }],
    ['redis://localhost:6379', { kind: 'redis', url: 'redis://localhost:6379' }],
    ['rediss://:secret@cache:6380/0', { kind: 'redis', url: 'rediss://:secret@cache:6380/0' }],
    ['memory:', { kind: 'memory', name: '' }],
    ['memory:mine', { kind: 'memory', name: 'mine' }],
  ])('%s', (text, address) => {
    expect(storeAddress(text, EVERY)).toEqual(address);
  });

  test.each(['', 'ftp://host/file', 's3://bucket', 's3://bucket/', 's3:', 'dynamodb://', 'redis:'])(
    '%j is none',
    (text) => {
      expect(() => storeAddress(text, EVERY)).toThrow(StoreAddressError);
    },
  );

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['', 'empty'],
    [6379, 'of type number'],
    [new URL('redis://cache'), 'of type object'],
  ])('an address that is no text is refused, as that of a variable that is not set: %p', (given, found) => {
    // @ts-expect-error what a program without types, or with `!`, gives
    expect(() => storeAddress(given, ['redis', 'memory'])).toThrow(
      new StoreAddressError(
        `The address is ${found}, expected one of: redis://host:port, rediss://host:port, memory:. Is its environment variable set?`,
      ),
    );
  });

  test.each([
    ['circuits', openCircuitStore],
    ['live signals', openLiveSignals],
    ['rate limits', openRateLimitStore],
    ['configuration', openConfiguration],
    ['a cache', openDegradationCache],
  ])('whatever is opened: %s', async (_, open) => {
    // @ts-expect-error see above
    await expect(open(undefined, {})).rejects.toThrow(StoreAddressError);
  });

  // Characters that have to be escaped in a URL, as passwords that are generated have them.
  test.each(['redis://user:se/cret@cache:6379', 'redis://user:se/c@ret@cache:port', 'redis://:se cret@:6379'])(
    'the address of a Redis that is no URL is refused without its password: %s',
    (text) => {
      expect(() => storeAddress(text, ['redis'])).toThrow(
        expect.objectContaining({
          name: 'StoreAddressError',
          message: expect.not.stringMatching(/se|ret/),
        }),
      );
    },
  );

  test('a kind that makes no sense to the caller is refused, and no password is repeated', () => {
    expect(() => storeAddress('redis://user:secret@cache:6379', ['file', 's3'])).toThrow(
      new StoreAddressError(
        'The address is "redis://…@cache:6379", expected one of: a path, file:///path, s3://bucket/key.',
      ),
    );
  });
});
