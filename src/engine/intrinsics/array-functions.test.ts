import { describe, expect, test } from '@jest/globals';
import { IntrinsicFailure } from './intrinsic-failure.js';
import { IntrinsicCall } from './intrinsic-function.js';
import { arrayFunctions } from './array-functions.js';

function call(name: string, ...values: unknown[]): unknown {
  return arrayFunctions[`States.${name}`]!.call(new IntrinsicCall(`States.${name}`, values, () => 0.999));
}

test('Array keeps its arguments', () => {
  expect(call('Array')).toEqual([]);
  expect(call('Array', 1, [2], null)).toEqual([1, [2], null]);
});

describe('ArrayPartition', () => {
  test.each([
    [[1, 2, 3, 4, 5, 6, 7, 8, 9], 4, [[1, 2, 3, 4], [5, 6, 7, 8], [9]]],
    [[1, 2, 3, 4, 5], 2.6, [[1, 2], [3, 4], [5]]],
    [[1, 2], 2147483647, [[1, 2]]],
    [[], 3, []],
  ])('%j by %d', (array, size, expected) => {
    expect(call('ArrayPartition', array, size)).toEqual(expected);
  });

  test.each([0, -1, 0.6, 2 ** 31, '2', null])('a chunk size of %j is refused', (size) => {
    expect(() => call('ArrayPartition', [1], size)).toThrow(
      new IntrinsicFailure('Invalid arguments in States.ArrayPartition', ''),
    );
  });
});

describe('ArrayContains compares what Java prints', () => {
  test.each([
    [[1, 2, 3], 2, true],
    [[1, null], null, true],
    [[{ a: 1 }], { a: 1 }, true],
    [[{ a: 1, b: 2 }], { b: 2, a: 1 }, false],
    [['true'], true, true],
    [['9007199254740991'], 9007199254740991, true],
    [[0, 1], false, false],
    [[[1, 2]], [1, 2], true],
    [[], 1, false],
  ])('%j, %j: %s', (array, value, expected) => {
    expect(call('ArrayContains', array, value)).toBe(expected);
  });
});

describe('ArrayRange', () => {
  test.each([
    [1, 9, 2, [1, 3, 5, 7, 9]],
    [5, 1, -2, [5, 3, 1]],
    [3, 3, -1, [3]],
    [5, 1, 1, []],
    [1, 5, -1, []],
    [1.6, 1.4, 1, [1]],
    [5.4, -0.6, -2.4, [5, 3, 1]],
  ])('%d, %d, %d', (first, last, step, expected) => {
    expect(call('ArrayRange', first, last, step)).toEqual(expected);
  });

  test('1,000 elements at most, and no step of 0', () => {
    expect(call('ArrayRange', 1000, 1, -1)).toHaveLength(1000);
    expect(() => call('ArrayRange', 1, 1001, 1)).toThrow('Invalid arguments in States.ArrayRange');
    expect(() => call('ArrayRange', 1, 10, 0.49)).toThrow('Invalid arguments in States.ArrayRange');
    expect(() => call('ArrayRange', -(2 ** 31), 2 ** 31 - 1, 1)).toThrow('Invalid arguments in States.ArrayRange');
  });
});

test('ArrayGetItem cuts the index to a whole number; an empty array gives null', () => {
  expect(call('ArrayGetItem', [10, 20, 30], 1.2)).toBe(20);
  expect(call('ArrayGetItem', [null], 0)).toBeNull();
  expect(call('ArrayGetItem', [], 999)).toBeNull();
  for (const index of [-1, 3, '1']) expect(() => call('ArrayGetItem', [1, 2, 3], index)).toThrow(IntrinsicFailure);
});

test('ArrayLength', () => {
  expect(call('ArrayLength', [[1], 2])).toBe(2);
  expect(() => call('ArrayLength', 'no')).toThrow('Invalid arguments in States.ArrayLength');
});

test('ArrayUnique keeps one of each value, in the order of a Java HashSet', () => {
  expect(call('ArrayUnique', [1, 2, 3, 3, 3, 4])).toEqual([1, 2, 3, 4]);
  expect(call('ArrayUnique', [true, false, true])).toEqual([false, true]);
});
