import { describe, expect, test } from '@jest/globals';
import { planCall } from './call-plan.js';

const models = {
  primary: { 'us-east-1': 'sonnet', 'us-west-2': 'sonnet', 'ap-northeast-1': 'sonnet' },
  cheaper: { 'us-east-1': 'haiku', 'us-west-2': 'haiku' },
};
const order = ['us-east-1', 'us-west-2', 'ap-northeast-1'];

const plan = (reported: readonly string[] = [], isCanary = false, tier: 'primary' | 'cheaper' = 'primary') => {
  const { attempts, ...left } = planCall({ order, tier, models, reported: new Set(reported), isCanary });
  return { attempts: attempts.map(({ region, mode }) => `${region} ${mode}`), ...left };
};

describe('planCall', () => {
  test('goes through the regions in order', () => {
    expect(plan()).toEqual({
      attempts: ['us-east-1 normal', 'us-west-2 fallback', 'ap-northeast-1 fallback'],
      skipped: [],
      unhealthyRegions: [],
    });
  });

  test('one failing model takes itself away and leaves the other', () => {
    const reported = ['us-east-1/sonnet'];
    expect(plan(reported)).toEqual({
      attempts: ['us-west-2 fallback', 'ap-northeast-1 fallback'],
      skipped: [{ region: 'us-east-1', modelId: 'sonnet', reason: 'unhealthy', trouble: 'region' }],
      unhealthyRegions: [],
    });
    expect(plan(reported, false, 'cheaper').attempts).toEqual(['us-east-1 normal', 'us-west-2 fallback']);
  });

  test('two failing models take the region away', () => {
    const { attempts, unhealthyRegions } = plan(['us-east-1/sonnet', 'us-east-1/haiku'], false, 'cheaper');
    expect(attempts).toEqual(['us-west-2 fallback']);
    expect(unhealthyRegions).toEqual(['us-east-1']);
  });

  test('a canary tries the first fallback region and comes back to the first', () => {
    expect(plan([], true).attempts).toEqual(['us-west-2 canary', 'us-east-1 normal', 'ap-northeast-1 fallback']);
    expect(plan(['us-west-2/sonnet'], true).attempts).toEqual(['ap-northeast-1 canary', 'us-east-1 normal']);
  });

  test('there are no canaries while the first region is down, nor without a second', () => {
    expect(plan(['us-east-1/sonnet'], true).attempts).toEqual(['us-west-2 fallback', 'ap-northeast-1 fallback']);
    expect(plan(['us-west-2/sonnet', 'ap-northeast-1/sonnet'], true).attempts).toEqual(['us-east-1 normal']);
  });

  test('a tier without models has nowhere to go', () => {
    const none = { order, tier: 'cheaper', reported: new Set<string>(), isCanary: true } as const;
    expect(planCall({ ...none, models: { ...models, cheaper: {} } })).toEqual({
      attempts: [],
      skipped: [],
      unhealthyRegions: [],
    });
  });
});
