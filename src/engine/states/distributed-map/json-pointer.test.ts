import { expect, test } from '@jest/globals';
import { readPointer } from './json-pointer.js';

test.each<[string, unknown]>([
  ['', { a: { 'b/c': [10, 20] }, '~': 1 }],
  ['/a/b~1c/1', 20],
  ['/~0', 1],
  ['/a/x/y', undefined],
  ['/a/constructor', undefined],
])('reads %j', (pointer, expected) => {
  expect(readPointer({ a: { 'b/c': [10, 20] }, '~': 1 }, pointer)).toEqual(expected);
});
