import { describe, expect, test } from '@jest/globals';
import { type Fault, faultAt } from './fault.js';

const sonnet = { region: 'us-east-1', modelId: 'us.anthropic.claude-sonnet-4' };

describe('faultAt', () => {
  const outage: Fault = { from: 1_000, to: 2_000, error: 'unavailable' };

  test.each([
    [999, undefined],
    [1_000, 'unavailable'],
    [1_999.9, 'unavailable'],
    [2_000, undefined],
  ])('%d ms after the start', (elapsed, expected) => {
    expect(faultAt([outage], elapsed, sonnet)).toBe(expected);
  });

  test('touches only its region and the models it names a part of', () => {
    const always = { from: 0, to: Infinity, error: 'slow' } as const;
    expect(faultAt([{ ...always, region: 'us-west-2' }], 0, sonnet)).toBeUndefined();
    expect(faultAt([{ ...always, region: 'us-east-1', model: 'haiku' }], 0, sonnet)).toBeUndefined();
    expect(faultAt([{ ...always, region: 'us-east-1', model: 'sonnet' }], 0, sonnet)).toBe('slow');
  });

  test('of faults that overlap the last one given counts', () => {
    const throttled: Fault = { from: 0, to: 5_000, error: 'throttled' };
    expect(faultAt([outage, throttled], 1_500, sonnet)).toBe('throttled');
    expect(faultAt([throttled, outage], 1_500, sonnet)).toBe('unavailable');
  });
});
