import { expect, test } from '@jest/globals';
import { memoryCache } from './memory-cache.js';
import { quote, quotes } from './quote.fixture.js';

test('keeps the last entry of each key', async () => {
  const first = quote('EUR', [1.1], 0);
  const second = quote('EUR', [1.2], 1);
  const cache = memoryCache(quotes, [first]);
  expect(await cache.get('EUR')).toEqual(first);
  await cache.put(second);
  expect(await cache.get('EUR')).toEqual(second);
  expect(await cache.get('JPY')).toBeUndefined();
  expect(await cache.getMany(['JPY', 'EUR'])).toEqual(new Map([['EUR', second]]));
});
