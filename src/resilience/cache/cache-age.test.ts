import { describe, expect, test } from '@jest/globals';
import { CACHE_AGE, cacheVerdict, isCachedSince } from './cache-age.js';
import { quote } from './quote.fixture.js';

const NOW = Date.UTC(2026, 0, 1, 12);
const HOUR = 3_600_000;
const entry = quote('EUR', [1.1], NOW);

describe('cacheVerdict', () => {
  test.each([
    ['just made', 0, 'serve'],
    ['past its hour', 1.5 * HOUR, 'serve'],
    ['2 h', 2 * HOUR, 'serve'],
    ['a millisecond over 2 h', 2 * HOUR + 1, 'serve-with-warning'],
    ['4 h', 4 * HOUR, 'serve-with-warning'],
    ['a millisecond over 4 h', 4 * HOUR + 1, 'too-old'],
    ['days', 100 * HOUR, 'too-old'],
    ['from a clock a minute ahead', -60_000, 'serve'],
    ['from further ahead', -60_001, 'too-old'],
  ] as const)('%s', (_, ageMs, verdict) => {
    expect(cacheVerdict(entry, NOW + ageMs)).toEqual({ verdict, ageMs });
  });

  test('other limits can be given', () => {
    const ages = { serve: 1_000, serveWithWarning: 2_000 };
    const verdicts = [1_000, 1_001, 2_000, 2_001].map((ageMs) => cacheVerdict(entry, NOW + ageMs, ages).verdict);
    expect(verdicts).toEqual(['serve', 'serve-with-warning', 'serve-with-warning', 'too-old']);
  });

  test('an unreadable date is too old', () => {
    expect(cacheVerdict({ ...entry, cached_at_utc: 'yesterday' }, NOW).verdict).toBe('too-old');
  });
});

test('an entry outlives the last moment at which it may be served', () => {
  expect(CACHE_AGE.physical).toBeGreaterThan(CACHE_AGE.serveWithWarning + CACHE_AGE.clockSkew);
});

test.each([
  ['at that moment', 0, true],
  ['later', 5_000, true],
  ['earlier', -1, false],
  ['by a clock a minute ahead', HOUR + 60_000, true],
  ['in the future', HOUR + 60_001, false],
])('made %s: isCachedSince says so', (_, ms, expected) => {
  const made = quote('EUR', [1.1], NOW + ms);
  expect(isCachedSince(made, NOW, NOW + HOUR)).toBe(expected);
  expect(isCachedSince({ cached_at_utc: 'yesterday' }, NOW, NOW + HOUR)).toBe(false);
});
