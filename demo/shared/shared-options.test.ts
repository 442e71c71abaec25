import { expect, test } from '@jest/globals';
import { UsageError } from '../../src/cli/usage-error.js';
import { readSharedOptions, type GivenSharedOptions } from './shared-options.js';

const models = [{ region: 'us-east-1', modelId: 'us.anthropic.sonnet' }] as const;
const problemsOf = (given: GivenSharedOptions): readonly string[] => {
  try {
    readSharedOptions(given, models);
    return [];
  } catch (error) {
    return error instanceof UsageError ? error.problems : [String(error)];
  }
};

test('defaults: ten tasks for two minutes, a region fails', () => {
  expect(readSharedOptions({}, models)).toMatchObject({
    tasks: 10,
    duration: 120_000,
    limit: 300,
    outages: [{ from: 20_000, to: 60_000, error: 'unavailable', region: 'us-east-1' }],
  });
});

test('every problem is reported at once', () => {
  expect(problemsOf({ tasks: '0', duration: 'long', whileOpen: 'wait', continue: true, seed: 'x' })).toEqual([
    '--while-open is for --scenario batch only: leave it out.',
    '--continue is for --scenario batch only: leave it out.',
    '--tasks is "0", expected a whole number from 1 to 500.',
    '--duration is "long", expected a duration from 1s to 1h, such as 2m.',
    '--seed is "x", expected a whole number from 0 to 4294967295.',
  ]);
});
