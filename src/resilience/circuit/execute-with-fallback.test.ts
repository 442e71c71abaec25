import { describe, expect, test } from '@jest/globals';
import { memoryCircuitStore } from '../../circuit/index.js';
import { recordedTelemetry } from '../telemetry.fixture.js';
import { createCircuitBreaker } from './circuit-breaker.js';
import { executeWithFallback, type Tier } from './execute-with-fallback.js';
import { NoTierAnsweredError } from './no-tier-answered-error.js';
import { QUOTA_TROUBLE, REGION_TROUBLE } from './trouble.js';

const failing = (name: string, message = 'about customer 7') => {
  throw Object.assign(new Error(message), { name });
};
const answering = (name: string, more: Partial<Tier<string>> = {}): Tier<string> => ({
  name,
  call: () => name,
  ...more,
});
const haiku = answering('haiku', { takes: QUOTA_TROUBLE });
const west = answering('west', { takes: REGION_TROUBLE });
const cache = answering('cache');

describe('which tier answers', () => {
  test.each([
    ['nothing is wrong', () => 'sonnet', 'sonnet'],
    ['the quota of the minute is used up', () => failing('ThrottlingException'), 'haiku'],
    ['the quota of the day is used up', () => failing('ServiceQuotaExceededException'), 'haiku'],
    ['the region is unavailable', () => failing('ServiceUnavailableException'), 'west'],
    ['the region cannot be reached', () => failing('ConnectionError'), 'west'],
    ['the model takes too long', () => failing('ModelTimeoutException'), 'cache'],
    ['the request is refused', () => failing('ValidationException'), 'cache'],
    ['something else goes wrong', () => failing('TypeError'), 'cache'],
  ])('%s', async (_what, call, expected) => {
    const { tier, result } = await executeWithFallback({ name: 'sonnet', call }, haiku, west, cache);
    expect([tier, result]).toEqual([expected, expected]);
  });

  test('the failure of any tier before it makes a tier worth trying', async () => {
    const throttledWest = { ...west, call: () => failing('ThrottlingException') };
    const sonnet = { name: 'sonnet', call: () => failing('ServiceUnavailableException') };
    const served = await executeWithFallback(sonnet, throttledWest, haiku, cache);
    expect(served.tier).toBe('haiku');
    expect(served.failures.map(({ tier, reason }) => `${tier}: ${reason}`)).toEqual([
      'sonnet: ServiceUnavailableException',
      'west: ThrottlingException',
    ]);
  });

  test('a tier whose circuit is open is not called, and the cheaper model takes over', async () => {
    const store = memoryCircuitStore();
    await store.attempt('r/m', ['tripAtOnce'], { failureThreshold: 5, resetMs: 30_000 });
    let calls = 0;
    const primary = {
      name: 'sonnet',
      breaker: createCircuitBreaker({ store, circuit: 'r/m' }),
      call: () => {
        calls += 1;
        return 'sonnet';
      },
    };
    const served = await executeWithFallback(primary, haiku, cache);
    expect([served.tier, calls]).toEqual(['haiku', 0]);
    expect(served.failures).toMatchObject([{ tier: 'sonnet', trouble: 'open', reason: 'its circuit is OPEN' }]);
  });

  test('each tier reports to its own circuit', async () => {
    const store = memoryCircuitStore();
    const guarded = (name: string, takes?: Tier<string>['takes']): Tier<string> => ({
      name,
      breaker: createCircuitBreaker({ store, circuit: name, configuration: { failureThreshold: 1 } }),
      call: () => failing('ThrottlingException'),
      ...(takes && { takes }),
    });
    await executeWithFallback(guarded('sonnet'), guarded('haiku', QUOTA_TROUBLE), cache);
    expect((await store.read('sonnet')).record.st).toBe('OPEN');
    expect((await store.read('haiku')).record.st).toBe('OPEN');
  });
});

test('the tier is a dimension of the metric', async () => {
  const telemetry = recordedTelemetry();
  await executeWithFallback({ name: 'sonnet', call: () => failing('Surprise'), telemetry }, haiku, cache);
  expect(telemetry.published).toEqual([{ name: 'TierServed', value: 1, dimensions: { Tier: 'cache' } }]);
});

test('when nobody answers, the error names every tier and its reason, and repeats no message', async () => {
  const unavailable = () => failing('ServiceUnavailableException', 'prompt: dear customer 7') satisfies never;
  const failed = await executeWithFallback({ name: 'sonnet', call: unavailable }, haiku, {
    name: 'cache',
    call: async () => failing('NoEntry'),
  }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(NoTierAnsweredError);
  expect(failed).toMatchObject({
    message:
      'No tier answered. sonnet: ServiceUnavailableException; ' +
      'haiku: not tried, it is for quota and open, not for region; cache: NoEntry. ' +
      'Let the last tier be a static answer.',
    cause: { name: 'NoEntry' },
  });
});

test('a caller who leaves ends the call: nothing further is tried', async () => {
  const caller = new AbortController();
  const tried: string[] = [];
  const leave = async () => {
    tried.push('sonnet');
    caller.abort(new Error('left'));
    return failing('AbortError');
  };
  const call = executeWithFallback(
    { name: 'sonnet', call: leave, signal: caller.signal },
    { name: 'cache', call: () => tried.push('cache') },
  );
  await expect(call).rejects.toThrow('left');
  expect(tried).toEqual(['sonnet']);
});
