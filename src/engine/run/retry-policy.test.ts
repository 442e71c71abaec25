import { describe, expect, test } from '@jest/globals';
import { RetryAccount, type Retrier } from './retry-policy.js';
import { failure } from './state-failure.js';

const DEFAULTS: Retrier = {
  errors: ['A'],
  intervalSeconds: 1,
  maxAttempts: 3,
  backoffRate: 2,
  maxDelaySeconds: Infinity,
  fullJitter: false,
};

function delays(retriers: readonly Retrier[], errors: readonly string[]): (number | undefined)[] {
  const account = new RetryAccount(retriers);
  return errors.map((error) => account.nextDelay(failure(error, ''), () => 0.5));
}

describe('RetryAccount', () => {
  test('waits 1, 2 and 4 seconds by default, then gives up', () => {
    expect(delays([DEFAULTS], ['A', 'A', 'A', 'A'])).toEqual([1000, 2000, 4000, undefined]);
  });

  test('cuts the delay off at MaxDelaySeconds, and draws full jitter below that', () => {
    expect(delays([{ ...DEFAULTS, maxDelaySeconds: 3 }], ['A', 'A', 'A'])).toEqual([1000, 2000, 3000]);
    expect(delays([{ ...DEFAULTS, fullJitter: true, maxDelaySeconds: 3 }], ['A', 'A', 'A'])).toEqual([500, 1000, 1500]);
  });

  test('lets the first retrier that matches decide, each with its own counter', () => {
    const retriers = [
      { ...DEFAULTS, errors: ['A'], maxAttempts: 1 },
      { ...DEFAULTS, errors: ['States.ALL'], intervalSeconds: 10 },
    ];
    expect(delays(retriers, ['A', 'B', 'B', 'A'])).toEqual([1000, 10_000, 20_000, undefined]);
  });

  test('never retries with MaxAttempts 0, nor what does not match', () => {
    expect(delays([{ ...DEFAULTS, maxAttempts: 0 }], ['A', 'B'])).toEqual([undefined, undefined]);
  });
});
