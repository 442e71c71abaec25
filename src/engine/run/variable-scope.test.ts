import { expect, test } from '@jest/globals';
import { VariableScope } from './variable-scope.js';

test('inner scopes read outer variables and keep their own', () => {
  const outer = new VariableScope();
  outer.assign(new Map([['a', 1]]));
  const inner = new VariableScope(outer);
  const sibling = new VariableScope(outer);
  inner.assign(new Map([['b', null]]));
  expect([inner.read('a'), inner.read('b')]).toEqual([1, null]);
  expect([outer.read('b'), sibling.read('b'), outer.read('constructor')]).toEqual([undefined, undefined, undefined]);
});
