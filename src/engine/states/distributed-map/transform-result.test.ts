import { expect, test } from '@jest/globals';
import { runState } from '../../fixtures/run-definition.js';
import { transformResult } from './transform-result.js';

const [list, number, failed] = await Promise.all([
  runState({ Type: 'Pass' }, { input: [1, [2]] }),
  runState({ Type: 'Pass' }, { input: 3 }),
  runState({ Type: 'Pass', Parameters: { 'a.$': '$.missing' } }),
]);

test('COMPACT keeps outputs as they are', () => {
  expect([list, number].flatMap((child) => transformResult(child, 'COMPACT'))).toEqual([[1, [2]], 3]);
});

test('FLATTEN opens lists, one level deep', () => {
  expect([list, number].flatMap((child) => transformResult(child, 'FLATTEN'))).toEqual([1, [2], 3]);
});

test('NONE, and failures in any case, tell of the execution', () => {
  expect(transformResult(number, 'NONE')).toEqual([expect.objectContaining({ Status: 'SUCCEEDED', Output: '3' })]);
  const whole = [expect.objectContaining({ Status: 'FAILED', Error: 'States.Runtime' })];
  expect(transformResult(failed, 'COMPACT')).toEqual(whole);
  expect(transformResult(failed, 'FLATTEN')).toEqual(whole);
});
