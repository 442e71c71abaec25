import { expect, test } from '@jest/globals';
import { cacheEntry } from './cache-entry.js';

const NOW = Date.UTC(2026, 0, 1, 12);

test('an entry says when it was made and for how long it is fresh', () => {
  expect(cacheEntry({ city: 'Porto', degrees: 21.5 }, NOW)).toEqual({
    city: 'Porto',
    degrees: 21.5,
    cached_at_utc: '2026-01-01T12:00:00.000Z',
    valid_until_utc: '2026-01-01T13:00:00.000Z',
  });
});

test('it can be fresh for another time', () => {
  expect(cacheEntry({}, NOW, 60_000).valid_until_utc).toBe('2026-01-01T12:01:00.000Z');
});
