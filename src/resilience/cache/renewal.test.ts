import { describe, expect, test } from '@jest/globals';
import { CACHE_AGE } from './cache-age.js';
import { quote } from './quote.fixture.js';
import { dueForRenewal, WARM_UP } from './renewal.js';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1, 12);
const entries = (minutes: Readonly<Record<string, number>>) =>
  new Map(Object.entries(minutes).map(([key, age]) => [key, quote(key, [1], START - age * MINUTE)]));
const cycle = { startedAt: START, forced: false, now: START };

describe('dueForRenewal', () => {
  test('no entry first, then the oldest, and equals as they came', () => {
    const known = entries({ a: 50, b: 70, c: 50, e: 10 });
    expect(dueForRenewal(['a', 'b', 'c', 'd', 'e'], known, cycle)).toEqual(['d', 'b', 'a', 'c', 'e']);
  });

  test('what was made in this cycle is left alone, whenever it is asked', () => {
    const known = entries({ a: 0, b: -1, c: -49 });
    const later = { ...cycle, now: START + 49 * MINUTE };
    expect(dueForRenewal(['a', 'b', 'c'], known, later)).toEqual([]);
    expect(dueForRenewal(['a', 'b', 'c'], known, { ...later, forced: true })).toEqual([]);
  });

  test('an entry of the last five minutes lasts until the next cycle, unless the cycle is forced', () => {
    const known = entries({ a: 5, b: 5.1 });
    expect(dueForRenewal(['a', 'b'], known, cycle)).toEqual(['b']);
    expect(dueForRenewal(['a', 'b'], known, { ...cycle, forced: true })).toEqual(['b', 'a']);
  });

  test('a date that cannot be is no date', () => {
    const known = entries({ a: -2 });
    known.set('b', { ...quote('b', [], START), cached_at_utc: 'soon' });
    expect(dueForRenewal(['a', 'b'], known, cycle)).toEqual(['b', 'a']);
  });
});

test('an entry is renewed before it needs to be', () => {
  expect(WARM_UP.period).toBeLessThan(WARM_UP.oldest);
  expect(WARM_UP.oldest).toBeLessThan(CACHE_AGE.soft);
});
