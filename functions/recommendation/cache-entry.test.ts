import { expect, test } from '@jest/globals';
import { cacheEntry, parseCacheEntry } from './cache-entry.js';

const NOW = Date.UTC(2026, 0, 1, 12);
const entry = cacheEntry({ readerId: 'r1', titleIds: [1], tier: 'primary' }, NOW);

test('an entry tells when it was made and for how long it is fresh', () => {
  expect(entry).toEqual({
    readerId: 'r1',
    titleIds: [1],
    tier: 'primary',
    cached_at_utc: '2026-01-01T12:00:00.000Z',
    valid_until_utc: '2026-01-01T13:00:00.000Z',
  });
});

test('it can be fresh for another time', () => {
  expect(cacheEntry(entry, NOW, 60_000).valid_until_utc).toBe('2026-01-01T12:01:00.000Z');
});

test('an entry is read back from JSON, and from nothing else', () => {
  expect(parseCacheEntry(JSON.stringify(entry))).toEqual(entry);
  for (const text of ['', '{', 'null', '[]', '{"readerId":"r1"}', '{"readerId":7,"titleIds":[],"cached_at_utc":""}'])
    expect(parseCacheEntry(text)).toBeUndefined();
});
