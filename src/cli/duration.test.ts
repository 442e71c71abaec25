import { describe, expect, test } from '@jest/globals';
import { formatDuration, parseDuration } from './duration.js';

describe('parseDuration', () => {
  test.each([
    ['90', 90_000],
    ['90s', 90_000],
    ['25m', 1_500_000],
    ['1h', 3_600_000],
    ['500ms', 500],
    ['1.5m', 90_000],
    [' 0 ', 0],
  ])('reads %j as %d ms', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['', 's', '-5', '5 s', '5d', '1h30m', '1e3', 'NaN', 'Infinity', '.5'])(
    'takes %j for no duration',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe('formatDuration', () => {
  test.each([
    [0, '0 ms'],
    [849.6, '850 ms'],
    [12_540, '12.5 s'],
    [30_000, '30 s'],
    [59_990, '1 min'],
    [200_000, '3 min 20 s'],
    [1_500_000, '25 min'],
    [3_599_700, '1 h'],
    [3_900_000, '1 h 5 min'],
  ])('writes %d ms as %j', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});
