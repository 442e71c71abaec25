import { expect, test } from '@jest/globals';
import { timeOf } from './moment.js';

test('an event has the time of the last moment up to it', () => {
  const moments = [
    { from: 3, at: 100 },
    { from: 4, at: 200 },
    { from: 9, at: 300 },
  ];
  const times = [1, 2, 3, 4, 5, 8, 9, 10].map((id) => timeOf(id, moments));
  expect(times).toEqual([undefined, undefined, 100, 200, 200, 200, 300, 300]);
  expect(timeOf(1, undefined)).toBeUndefined();
});
