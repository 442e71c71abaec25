import { describe, expect, test } from '@jest/globals';
import {
  CircuitConfigurationError,
  circuitConfigurationJsonSchema,
  parseCircuitConfiguration,
} from './configuration.js';

const problemsOf = (options: unknown) => {
  try {
    parseCircuitConfiguration(options, 'bedrock');
  } catch (error) {
    if (error instanceof CircuitConfigurationError) return error.problems;
    throw error;
  }
  return [];
};

describe('parseCircuitConfiguration', () => {
  test('the defaults are the figures of the requirements', () => {
    expect(parseCircuitConfiguration()).toMatchObject({
      failureThreshold: 5,
      windowSeconds: 30,
      resetTimerSeconds: 30,
      maxResetSeconds: 300,
      whileOpen: 'fallback',
      chunkSize: 10,
      concurrency: 5,
      maxTries: 3,
    });
  });

  test('a reset timer of 3000 is refused with field, range and value', () => {
    expect(() => parseCircuitConfiguration({ resetTimerSeconds: 3000 }, 'bedrock')).toThrow(
      'circuit "bedrock": 1 problem in its configuration\n  resetTimerSeconds: must be an integer in [10, 300], got 3000',
    );
  });

  test.each([9, 301, 3000, 30.5, '30', null, Number.NaN, -30])(
    'a reset timer of %p is refused',
    (resetTimerSeconds) => {
      expect(problemsOf({ resetTimerSeconds })).toEqual([
        { path: 'resetTimerSeconds', value: resetTimerSeconds, expected: 'must be an integer in [10, 300]' },
      ]);
    },
  );

  test.each([10, 300])('a reset timer of %p, at the border, is accepted', (resetTimerSeconds) => {
    expect(parseCircuitConfiguration({ resetTimerSeconds }).resetTimerSeconds).toBe(resetTimerSeconds);
  });

  test('everything invalid is reported at once', () => {
    const problems = problemsOf({
      resetTimerSeconds: 3000,
      chunkSize: 0,
      whileOpen: 'panic',
      resetTimer: 30,
      errors: { counted: [''] },
    });
    expect(problems.map((p) => p.path).sort()).toEqual([
      'chunkSize',
      'errors.counted[0]',
      'resetTimer',
      'resetTimerSeconds',
      'whileOpen',
    ]);
    expect(problems.find((p) => p.path === 'whileOpen')?.expected).toBe('must be one of "fallback", "wait"');
    expect(problems.find((p) => p.path === 'resetTimer')?.expected).toContain('resetTimerSeconds');
  });

  test('a misspelt field is told from a wrong value', () => {
    expect(problemsOf({ failureTreshold: 3 })).toEqual([
      {
        path: 'failureTreshold',
        value: 3,
        expected: 'is not a field of a circuit (did you mean failureThreshold?)',
      },
    ]);
  });

  test('a longest reset shorter than the first is refused', () => {
    expect(problemsOf({ resetTimerSeconds: 200, maxResetSeconds: 100 }).map((p) => p.path)).toEqual([
      'maxResetSeconds',
    ]);
  });

  test.each([[null], [[]], ['text'], [7]])('%p is not a configuration', (options) => {
    expect(problemsOf(options)).toHaveLength(1);
  });
});

test('the JSON Schema carries the same ranges', () => {
  expect(circuitConfigurationJsonSchema().properties['resetTimerSeconds']).toMatchObject({ minimum: 10, maximum: 300 });
});
