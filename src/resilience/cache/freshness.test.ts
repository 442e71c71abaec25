import { describe, expect, test } from '@jest/globals';
import { freshness } from './freshness.js';
import { quote } from './quote.fixture.js';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 1, 12);
const keys = Array.from({ length: 100 }, (_, index) => `k${index}`);
const aged = (minutes: (index: number) => number | undefined) =>
  new Map(
    keys.flatMap((key, index) => {
      const age = minutes(index);
      return age === undefined ? [] : [[key, quote(key, [1], NOW - age * MINUTE)] as const];
    }),
  );

describe('freshness', () => {
  test('p95 is the age of the 95th of 100', () => {
    expect(
      freshness(
        keys,
        aged((index) => index / 2),
        NOW,
      ),
    ).toEqual({
      active: 100,
      entries: 100,
      ageP95Seconds: 94 * 30,
      fresh: true,
    });
  });

  test.each([
    [5, true],
    [6, false],
  ])('%i of 100 keys without an entry: fresh is %s', (missing, fresh) => {
    const found = freshness(
      keys,
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
      keys,
      aged((index) => (index < old ? 56 : 10)),
      NOW,
    );
    expect(found).toMatchObject({ ageP95Seconds: p95 * 60, fresh });
  });

  test('what may not be served any more is no entry', () => {
    expect(
      freshness(
        keys,
        aged((index) => (index === 0 ? 240 : 241)),
        NOW,
      ),
    ).toMatchObject({ entries: 1 });
  });

  test('without entries there is no age, and without active keys nothing is fresh', () => {
    expect(freshness(keys, new Map(), NOW)).toMatchObject({ ageP95Seconds: undefined, fresh: false });
    expect(freshness([], new Map(), NOW)).toMatchObject({ active: 0, fresh: false });
  });
});
