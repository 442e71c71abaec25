import { describe, expect, test } from '@jest/globals';
import { javaHashCode, javaHashSet, javaText } from './java-value.js';

describe('javaText', () => {
  test.each([
    ['text', 'text'],
    [null, 'null'],
    [true, 'true'],
    [1, '1'],
    [-0, '0'],
    [1.1, '1.1'],
    [0.001, '0.001'],
    [0.0001, '1.0E-4'],
    [1234567.5, '1234567.5'],
    [12345678.9, '1.23456789E7'],
    [10_000_000, '10000000'],
    [2 ** 60, '1152921504606846976'],
    [1e21, '1.0E21'],
    [-2.5e30, '-2.5E30'],
    [['a', [1], {}], '[a, [1], {}]'],
    [{ a: 1, b: { c: ['x', null] } }, '{a=1, b={c=[x, null]}}'],
  ])('%j', (value, expected) => {
    expect(javaText(value)).toBe(expected);
  });
});

describe('javaHashCode', () => {
  test.each([
    ['', 0],
    ['hello', 99162322],
    ['polygenelubricants', -2147483648],
    [-7, -7],
    [2 ** 32, 1],
    [1.5, 1073217536],
    [[1, 2], 994],
    [{ a: 1 }, 96],
    [null, 0],
  ])('%j', (value, expected) => {
    expect(javaHashCode(value)).toBe(expected);
  });
});

describe('javaHashSet', () => {
  test.each([
    [
      [1, '1', 1, '01'],
      [1, '1', '01'],
    ],
    [
      [null, null, 1],
      [null, 1],
    ],
    [
      [
        [1, 2],
        [1, 2],
        [2, 1],
      ],
      [
        [2, 1],
        [1, 2],
      ],
    ],
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [{ a: 1, b: 2 }],
    ],
    [
      [16, 1, 0],
      [16, 0, 1],
    ],
  ])('%j', (values, expected) => {
    expect(javaHashSet(values)).toEqual(expected);
  });

  test('the table grows at three quarters: 13 values are in 32 buckets', () => {
    expect(javaHashSet([16, ...Array.from({ length: 12 }, (_, at) => at)])).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16,
    ]);
  });
});
