import { expect, test } from '@jest/globals';
import { executionFailure } from './execution-failure.js';

test.each([
  [{ status: 'SUCCEEDED' }, undefined],
  [{ status: 'FAILED', error: 'States.Runtime', cause: 'no client' }, 'FAILED: States.Runtime no client'],
  [{ status: 'FAILED', error: 'Broken' }, 'FAILED: Broken'],
  [{ status: 'TIMED_OUT' }, 'TIMED_OUT'],
] as const)('%j', (execution, text) => {
  expect(executionFailure(execution)).toBe(text);
});
