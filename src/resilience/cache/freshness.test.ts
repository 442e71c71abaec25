import { describe, expect, test } from '@jest/globals';
import { cacheEntry } from '../../../functions/recommendation/cache-entry.js';
import { freshness } from './freshness.js';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 1, 12);
const readerIds = Array.from({ length: 100 }, (_, index) => `r${index}`);
const aged = (minutes: (index: number) => number | undefined) =>
  new Map(
    readerIds.flatMap((readerId, index) => {
      const age = minutes(index);
      return age === undefined
        ? []
        : [[readerId, cacheEntry({ readerId, titleIds: [1], tier: 'primary' }, NOW - age * MINUTE)] as const];
    }),
  );

describe('freshness', () => {
  test('p95 is the age of the 95th of 100', () => {
    expect(
      freshness(
        readerIds,
        aged((index) => index / 2),
        NOW,
      ),
    ).toEqual({
      activeReaders: 100,
      entries: 100,
      ageP95Seconds: 94 * 30,
      fresh: true,
    });
  });

  test.each([
    [5, true],
    [6, false],
  ])('%i of 100 readers without an entry: fresh is %s', (missing, fresh) => {
    const found = freshness(
      readerIds,
      aged((index) => (index < missing ? undefined : 10)),
      NOW,
    );
    expect(found).toMatchObject({ entries: 100 - missing, fresh });
  });

  test.each([
    [5, true, 10],
    [6, false, 56],
  ])('%i of 100 older than 55 minutes: fresh is %s', (old, fresh, p95) => {
    const found = freshness(
      readerIds,
      aged((index) => (index < old ? 56 : 10)),
      NOW,
    );
    expect(found).toMatchObject({ ageP95Seconds: p95 * 60, fresh });
  });

  test('what may not be served any more is no entry', () => {
    expect(
      freshness(
        readerIds,
        aged((index) => (index === 0 ? 240 : 241)),
        NOW,
      ),
    ).toMatchObject({ entries: 1 });
  });

  test('without entries there is no age, and without readers nothing is fresh', () => {
    expect(freshness(readerIds, new Map(), NOW)).toMatchObject({ ageP95Seconds: undefined, fresh: false });
    expect(freshness([], new Map(), NOW)).toMatchObject({ activeReaders: 0, fresh: false });
  });
});
