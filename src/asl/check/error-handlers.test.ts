import { expect, test } from '@jest/globals';
import { found, jsonataMachine, lambda } from './machine.fixture.js';

const retrying = (...errors: readonly (readonly string[])[]) =>
  found(jsonataMachine({ A: { ...lambda, Retry: errors.map((ErrorEquals) => ({ ErrorEquals })), End: true } }));

test.each([
  [[['States.ALL', 'Mine']], ['SB301 A.Retry[0].ErrorEquals']],
  [[['States.ALL'], ['Mine']], ['SB302 A.Retry[0].ErrorEquals']],
  [[['Mine'], ['Mine']], ['SB303 A.Retry[1].ErrorEquals']],
  [[['States.TaskFailed'], ['Mine', 'Other']], ['SB303 A.Retry[1].ErrorEquals']],
  [[['States.TaskFailed'], ['States.Timeout']], []],
  [[['States.TimedOut']], ['SB304 A.Retry[0].ErrorEquals']],
  [[['Lambda.ServiceException'], ['States.ALL']], []],
])('Retry for %j', (errors, expected) => {
  expect(retrying(...errors)).toEqual(expected);
});
