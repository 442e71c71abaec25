import { expect, test } from '@jest/globals';
import { didYouMean, nearest } from './nearest.js';

test('the nearest word, if it is near', () => {
  expect(nearest('Dne', ['Charge', 'Done'])).toBe('Done');
  expect(nearest('maxattempts', ['MaxAttempts'])).toBe('MaxAttempts');
  expect(nearest('Elsewhere', ['Charge', 'Done'])).toBeUndefined();
  expect(didYouMean('x', ['abcdef'], 'otherwise')).toBe('otherwise');
});
