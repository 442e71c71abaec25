import { describe, expect, test } from '@jest/globals';
import { formatDuration, milliseconds, type Duration } from './duration.js';

describe('milliseconds', () => {
  test.each<[Duration, number]>([
    [250, 250],
    [{ seconds: 45 }, 45_000],
    [{ minutes: 1, seconds: 30 }, 90_000],
    [{ days: 1, hours: 2, milliseconds: 3 }, 93_600_003],
  ])('%j is %d', (duration, expected) => {
    expect(milliseconds(duration)).toBe(expected);
  });

  test.each([[-1], [Number.NaN], [{}], [{ secs: 1 }], ['5 s'], [null]])('%j is no length of time', (wrong) => {
    // What JavaScript lets through.
    expect(() => milliseconds(wrong as Duration)).toThrow(`${JSON.stringify(wrong)} is not a length of time`);
  });
});

test.each([
  [0, '0 s'],
  [250, '250 ms'],
  [45_000, '45 s'],
  [5_400_000, '1 h 30 min'],
  [90_061_001, '1 d 1 h 1 min 1 s 1 ms'],
])('formatDuration writes %d as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
