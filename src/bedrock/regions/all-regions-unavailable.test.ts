import { expect, test } from '@jest/globals';
import { CircuitOpenError } from '../../resilience/circuit/circuit-open-error.js';
import { executeWithFallback } from '../../resilience/circuit/execute-with-fallback.js';
import { QUOTA_TROUBLE, troubleOf } from '../../resilience/circuit/trouble.js';
import { AllRegionsUnavailable } from './all-regions-unavailable.js';

const throttled = Object.assign(new Error(''), { name: 'ThrottlingException' });
const unavailable = Object.assign(new Error(''), { name: 'ServiceUnavailableException' });
const open = new CircuitOpenError('us-east-1/sonnet', 'OPEN', 1_000);

const after = (...errors: readonly Error[]) =>
  new AllRegionsUnavailable(
    'primary',
    errors.map((error, index) => ({
      region: `us-east-${index + 1}`,
      modelId: 'sonnet',
      reason: error.name,
      trouble: troubleOf(error),
    })),
  );

test.each([
  ['a quota anywhere', [unavailable, throttled], 'cheaper'],
  ['a circuit that is open', [unavailable, open], 'cheaper'],
  ['regions that do not answer', [unavailable, unavailable], 'cached'],
  ['no region at all', [], 'cached'],
])('%s: the tier that answers next', async (_, errors, expected) => {
  const { tier } = await executeWithFallback<string>(
    { name: 'primary', call: () => Promise.reject(after(...errors)) },
    { name: 'cheaper', call: () => 'haiku', takes: QUOTA_TROUBLE },
    { name: 'cached', call: () => 'cached' },
  );
  expect(tier).toBe(expected);
});

test('the message names every region and its reason', () => {
  expect(after(throttled, unavailable).message).toBe(
    'No region answered for the tier "primary" (us-east-1/sonnet: ThrottlingException; ' +
      'us-east-2/sonnet: ServiceUnavailableException). Serve the next tier.',
  );
  expect(after().message).toContain('no approved region has a model for it');
});
