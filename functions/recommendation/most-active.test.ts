import { expect, test } from '@jest/globals';
import { mostActive } from './most-active.js';

const readers = (['a', 'b', 'c', 'b', 'd'] as const).map((userId, index) => ({
  userId,
  activity: [3, 9, 3, 1, 0][index] ?? 0,
}));

test('the most active first, equals in their order, everybody once', () => {
  expect(mostActive(readers, 10)).toEqual(['b', 'a', 'c', 'd']);
});

test('as many as asked for', () => {
  expect(mostActive(readers, 2)).toEqual(['b', 'a']);
  expect(mostActive(readers, 0)).toEqual([]);
  expect(mostActive(readers, -1)).toEqual([]);
});
