import { expect, test } from '@jest/globals';
import { isJsonObject, jsonEquals, ownProperty, setOwnProperty } from './json-value.js';

test.each([
  [1, 1, true],
  ['1', 1, false],
  [null, {}, false],
  [[1, [2]], [1, [2]], true],
  [[1], [1, 2], false],
  [{ a: 1, b: [null] }, { b: [null], a: 1 }, true],
  [{ a: 1 }, { b: 1 }, false],
  [{}, [], false],
  [{ constructor: 1 }, { a: 1 }, false],
])('jsonEquals(%j, %j) is %s', (left, right, expected) => {
  expect(jsonEquals(left, right)).toBe(expected);
  expect(jsonEquals(right, left)).toBe(expected);
});

test('an array and null are no objects', () => {
  expect([{}, [], null, 'x'].map(isJsonObject)).toEqual([true, false, false, false]);
});

test('inherited properties are neither read nor set', () => {
  expect(ownProperty({}, 'toString')).toBeUndefined();
  const target = {};
  setOwnProperty(target, '__proto__', { polluted: true });
  expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
  expect(JSON.stringify(target)).toBe('{"__proto__":{"polluted":true}}');
});
