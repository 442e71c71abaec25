import { expect, test } from '@jest/globals';
import { cacheEntry } from '../../../functions/recommendation/cache-entry.js';
import { memoryCache } from './memory-cache.js';

test('keeps the last entry of each reader', async () => {
  const first = cacheEntry({ readerId: 'r1', titleIds: [1], tier: 'primary' }, 0);
  const second = cacheEntry({ readerId: 'r1', titleIds: [2], tier: 'cheaper' }, 1);
  const cache = memoryCache([first]);
  expect(await cache.get('r1')).toEqual(first);
  await cache.put(second);
  expect(await cache.get('r1')).toEqual(second);
  expect(await cache.get('r2')).toBeUndefined();
  expect(await cache.getMany(['r2', 'r1'])).toEqual(new Map([['r1', second]]));
});
