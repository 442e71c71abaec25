import { expect, test } from '@jest/globals';
import { activeSetSize, isActive, itemsOfAState } from './active-set.js';

test.each([
  [undefined, false, 1_000],
  [undefined, true, 5_000],
  [300, true, 300],
  [9_999, false, 5_000],
])('limit %s, forced %s: %i readers', (limit, forced, size) => {
  expect(activeSetSize(limit, forced)).toBe(size);
});

test('a reader without activity is not active', () => {
  expect([0, 1].map((activity) => isActive({ userId: 'r', activity }))).toEqual([false, true]);
});

test('ids are handed out as far as they fit into a state', () => {
  const short = Array.from({ length: 5_000 }, (_, index) => `r${index}`);
  expect(itemsOfAState(short)).toBe(short);
  const long = Array.from({ length: 5_000 }, (_, index) => `漫${'x'.repeat(120)}${index}`);
  const fitting = itemsOfAState(long);
  expect(fitting).toEqual(long.slice(0, fitting.length));
  expect(Buffer.byteLength(JSON.stringify(fitting))).toBeLessThanOrEqual(200_001);
  expect(fitting.length).toBeGreaterThan(1_400);
});
