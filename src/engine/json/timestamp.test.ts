import { describe, expect, test } from '@jest/globals';
import { isoTime, parseTimestamp } from './timestamp.js';

describe('parseTimestamp', () => {
  test.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00.123456Z', '2026-01-31T12:00:00.123Z'],
    ['2026-01-31T12:00:00+02:00', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T12:00:00-0230', '2026-01-31T14:30:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(new Date(parseTimestamp(text) ?? 0).toISOString()).toBe(expected);
  });

  test.each(['2016-12-05 21:29:29Z', '2016-12-05T21:29:29', '2016-12-05', '2016-13-45T21:29:29Z', 'now', ''])(
    'refuses %s',
    (text) => {
      expect(parseTimestamp(text)).toBeUndefined();
    },
  );
});

test('isoTime writes what parseTimestamp reads', () => {
  for (const time of [0, 1, 1, 0, Date.UTC(2026, 0, 1)]) expect(parseTimestamp(isoTime(time))).toBe(time);
});
