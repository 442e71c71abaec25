import { expect, test } from '@jest/globals';
import { camelCase, isMachine, kebabCase } from './machine-value.js';

test.each([
  ['nightly', 'nightly'],
  ['nightlyBatch', 'nightly-batch'],
  ['NightlyBatch2Go', 'nightly-batch2-go'],
  ['nightly_batch', 'nightly-batch'],
])('%s is %s in file names', (name, file) => {
  expect(kebabCase(name)).toBe(file);
});

test('cache-warm-up exports cacheWarmUp', () => {
  expect(camelCase('cache-warm-up')).toBe('cacheWarmUp');
});

test('a machine is what has a definition to give', () => {
  expect(isMachine({ toDefinition: () => ({}), warnings: [] })).toBe(true);
  for (const other of [undefined, null, 'text', {}, { toDefinition: 'no' }, () => ({})])
    expect(isMachine(other)).toBe(false);
});
