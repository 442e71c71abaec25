import { describe, expect, test } from '@jest/globals';
import { InvalidDefinitionError, Problems } from './problems.js';

describe('InvalidDefinitionError', () => {
  test('names every place', () => {
    const problems = new Problems();
    problems.add(undefined, 'StartAt', 'is missing');
    problems.add('Call', 'Retry[0].MaxAttempts', 'is -1');
    problems.add('Call', undefined, 'is defined twice');
    const error = new InvalidDefinitionError('orders', problems.found);
    expect(error.message.split('\n')).toEqual([
      "State machine 'orders' cannot be created, 3 problems:",
      '  StartAt: is missing',
      '  Call › Retry[0].MaxAttempts: is -1',
      '  Call: is defined twice',
    ]);
    expect(error.problems[1]).toEqual({ state: 'Call', field: 'Retry[0].MaxAttempts', message: 'is -1' });
  });
});
