import { describe, expect, test } from '@jest/globals';
import { IntrinsicFailure } from './intrinsic-failure.js';
import { IntrinsicCall } from './intrinsic-function.js';
import { stringFunctions } from './string-functions.js';

function call(name: string, ...values: unknown[]): unknown {
  return stringFunctions[`States.${name}`]!.call(new IntrinsicCall(`States.${name}`, values, () => 0.999));
}

describe('StringSplit', () => {
  test.each([
    ['a,b,c', ',', ['a', 'b', 'c']],
    ['1+2,3.4', '.+,', ['1', '2', '3', '4']],
    [',a,,b,', ',', ['a', 'b']],
    [',', ',', []],
    ['', ',', []],
    ['abc', '', ['abc']],
    ['', '', []],
    ['a🆗b', '🆗', ['a', 'b']],
    ["x,\n,,\ntrue,'y'\n", ',', ['x', '\n', '\ntrue', "'y'\n"]],
  ])('%j by %j', (text, separators, parts) => {
    expect(call('StringSplit', text, separators)).toEqual(parts);
  });

  test('only texts are split', () => {
    for (const values of [
      [1, ','],
      ['a', 1],
      [null, ','],
      ['a', [',']],
    ]) {
      expect(() => call('StringSplit', ...values)).toThrow(IntrinsicFailure);
    }
  });
});

describe('UUID', () => {
  test('is a version 4 UUID made from the given chance', () => {
    expect(call('UUID')).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
  });
});
