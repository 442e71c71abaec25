import { expect, test } from '@jest/globals';
import { transformResults } from './transform-results.js';

const results = [
  { succeeded: true, value: [1, [2]] },
  undefined,
  { succeeded: true, value: 3 },
  { succeeded: false, value: { Status: 'FAILED' } },
];

test('keeps outputs as they are', () => {
  expect(transformResults(results, 'COMPACT')).toEqual([[1, [2]], 3, { Status: 'FAILED' }]);
});

test('opens lists, one level deep', () => {
  expect(transformResults(results, 'FLATTEN')).toEqual([1, [2], 3, { Status: 'FAILED' }]);
});
