import { createContext, runInContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { isExhausted } from './exhaustion.js';

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test('a stack that has come to an end, in this realm and in another', () => {
  const endless = (): unknown => [endless()];
  expect(isExhausted(thrownBy(endless))).toBe(true);
  const foreign = () => runInContext('(function f() { return [f()]; })()', createContext({}));
  expect(isExhausted(thrownBy(foreign))).toBe(true);
});

test.each([
  [() => 'x'.repeat(2 ** 30), true],
  [() => 'x'.repeat(-1), false],
  [() => JSON.parse('{'), false],
  [() => null, false],
])('%s', (work, exhausted) => {
  expect(isExhausted(thrownBy(work))).toBe(exhausted);
});
