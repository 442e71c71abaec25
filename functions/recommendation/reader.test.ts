import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseReader, type Reader, ReaderFormatError } from './reader.js';

const reader = { userId: 'u1', homeRegion: 'ap-northeast-1', activity: 1, ratings: [{ titleId: 7, stars: 5 }] };

describe('parseReader', () => {
  test('reads a line and leaves out what it does not know', () => {
    expect(parseReader(JSON.stringify({ ...reader, email: 'x@example.com' }))).toEqual(reader);
  });

  test.each([
    ['{"userId": "u1"', 'not JSON: '],
    ['[]', 'the line is [], expected a JSON object'],
    [{ userId: '' }, 'userId is "", expected a name of 1 to 128'],
    [{ userId: undefined }, 'userId is missing'],
    [{ userId: 'a\nb' }, 'userId is "a\\nb"'],
    [{ userId: 'u'.repeat(129) }, 'userId is "uuu'],
    [{ homeRegion: 'Tokyo' }, 'homeRegion is "Tokyo", expected an AWS region'],
    [{ activity: -1 }, 'activity is -1, expected a whole number that is 0 or more'],
    [{ activity: '5' }, 'activity is "5"'],
    [{ ratings: {} }, 'ratings is {}, expected a list'],
    [{ ratings: [7] }, 'ratings[0] is 7, expected {"titleId"'],
    [
      {
        ratings: [
          { titleId: 1, stars: 5 },
          { titleId: 0, stars: 5 },
        ],
      },
      'ratings[1].titleId is 0',
    ],
    [{ ratings: [{ titleId: 1, stars: 6 }] }, 'ratings[0].stars is 6, expected a whole number from 1 to 5'],
    [{ ratings: Array.from({ length: 10_001 }, () => 1) }, 'expected a list of at most 10000 ratings'],
    [' '.repeat(1_000_001), 'line has 1000001 characters'],
  ])('%.60j is refused', (fields, message) => {
    const line = typeof fields === 'string' ? fields : JSON.stringify({ ...reader, ...fields });
    expect(() => parseReader(line)).toThrow(ReaderFormatError);
    expect(() => parseReader(line)).toThrow(message);
  });

  test.each(['us-east-1', 'us-gov-west-1', 'ap-southeast-5', 'us-iso-east-1'])('%s is a region', (homeRegion) => {
    expect(parseReader(JSON.stringify({ ...reader, homeRegion })).homeRegion).toBe(homeRegion);
  });

  test('whatever a line holds, it is a reader or a ReaderFormatError', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((o) => JSON.stringify({ ...reader, ...o })),
        ),
        (line) => {
          let read: Reader | undefined;
          try {
            read = parseReader(line);
          } catch (error) {
            expect(error).toBeInstanceOf(ReaderFormatError);
          }
          if (read) expect(read).toMatchObject({ userId: expect.any(String), ratings: expect.any(Array) });
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});
