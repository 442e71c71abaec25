import { expect, test } from '@jest/globals';
import { emptyRun, result, smallRun } from './run-record.fixture.js';
import { tally } from './tally.js';

test('counts readers by tier', () => {
  expect(tally(smallRun)).toEqual({
    outcomes: { primary: 6, region: 3, cheaper: 1, cached: 1, static: 1, rejected: 1 },
    lost: 0,
    duplicated: 0,
  });
});

test('a reader without an outcome is lost, one with two is duplicated and counts once', () => {
  const { outcomes, lost, duplicated } = tally({
    readerIds: ['a', 'b', 'c'],
    results: [result('a', 'primary', 1), result('b', 'cached', 2), result('a', 'static', 3), result('a', 'static', 4)],
    rejected: [],
  });
  expect({ lost, duplicated }).toEqual({ lost: 1, duplicated: 1 });
  expect(outcomes).toMatchObject({ primary: 1, cached: 1, static: 0 });
});

test('an empty list has zeros', () => {
  expect(Object.values(tally(emptyRun).outcomes)).toEqual([0, 0, 0, 0, 0, 0]);
});
