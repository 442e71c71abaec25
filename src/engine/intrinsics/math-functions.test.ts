import { describe, expect, test } from '@jest/globals';
import { IntrinsicFailure } from './intrinsic-failure.js';
import { IntrinsicCall } from './intrinsic-function.js';
import { mathFunctions } from './math-functions.js';

function call(name: string, ...values: unknown[]): unknown {
  return mathFunctions[`States.${name}`]!.call(new IntrinsicCall(`States.${name}`, values, () => 0.999));
}

describe('MathAdd rounds each argument, halves upwards, then adds', () => {
  test.each([
    [111, -1, 110],
    [1.49, 1.5, 3],
    [1.5, 1.51, 4],
    [-1.49, -1.5, -2],
    [-1.5, -1.51, -3],
    [0.5, 0, 1],
    [-0.5, 0, 0],
    [2.5, 0, 3],
    [-2.5, 0, -2],
    [0.1, 0.2, 0],
    [2147483646, 1, 2147483647],
    [-2147483647, -1, -2147483648],
  ])('%d + %d', (left, right, sum) => {
    expect(call('MathAdd', left, right)).toBe(sum);
  });

  test.each([
    [2147483647, 1],
    [-2147483648, -1],
    [3e9, 1],
    [Infinity, 1],
    ['1', 2],
    [null, 1],
    [true, 1],
    [[], 1],
  ])('%j + %j is refused', (left, right) => {
    expect(() => call('MathAdd', left, right)).toThrow('Invalid arguments in States.MathAdd');
  });
});

describe('MathRandom', () => {
  test('includes the first bound, excludes the second, and cuts fractions off', () => {
    expect(call('MathRandom', 1, 1000)).toBe(999);
    expect(call('MathRandom', 1.6, 5.4)).toBe(4);
    expect(call('MathRandom', -2147483648, 2147483647)).toBe(2143188679);
  });

  test('a seed fixes the number', () => {
    const drawn = call('MathRandom', 0, 999, 3);
    expect(call('MathRandom', 0, 999, 3)).toBe(drawn);
    expect(call('MathRandom', 1, 10, -10)).toBe(call('MathRandom', 1, 10, -10));
  });

  test.each([[[1, 1]], [[10, 5]], [[1.4, 1.6]], [['a', 10]], [[1, 10, 'seed']], [[1, 10, null]]])(
    '%j is refused',
    (values) => {
      expect(() => call('MathRandom', ...values)).toThrow(
        new IntrinsicFailure('Invalid arguments in States.MathRandom', ''),
      );
    },
  );
});
