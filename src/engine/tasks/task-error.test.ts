import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { integrationFailure, lambdaFailure } from './task-error.js';

test('an error of another realm, as of a module that a loader compiled, is reported like any other', () => {
  const thrown: unknown = runInNewContext(`Object.assign(new RangeError('too many'), { name: 'TooMany' })`);
  expect(lambdaFailure(thrown)).toMatchObject({
    error: 'TooMany',
    cause: JSON.stringify({ errorType: 'TooMany', errorMessage: 'too many', trace: [] }),
  });
  expect(integrationFailure(thrown)).toMatchObject({ error: 'TooMany', cause: 'too many' });
});
