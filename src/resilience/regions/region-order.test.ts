import { describe, expect, test } from '@jest/globals';
import { parseApplicationConfiguration } from '../configuration/index.js';
import { regionOrder } from './region-order.js';

const regionsOf = (regions: object = {}) => parseApplicationConfiguration({ regions }).regions;

describe('regionOrder', () => {
  test('is the priority list', () => {
    expect(regionOrder(regionsOf())).toEqual(['us-east-1', 'us-west-2', 'ap-northeast-1']);
  });

  test('users at home in Tokyo fall back to Tokyo before Oregon', () => {
    expect(regionOrder(regionsOf(), 'ap-northeast-1')).toEqual(['us-east-1', 'ap-northeast-1', 'us-west-2']);
  });

  test('a home region without preferences has the priority list, regions without a preference come last', () => {
    expect(regionOrder(regionsOf(), 'us-west-2')).toEqual(['us-east-1', 'us-west-2', 'ap-northeast-1']);
    const homeRegionPreferences = { 'us-west-2': ['us-west-2'] };
    expect(regionOrder(regionsOf({ homeRegionPreferences }), 'us-west-2')).toEqual([
      'us-west-2',
      'us-east-1',
      'ap-northeast-1',
    ]);
  });

  test('a measured order comes first', () => {
    expect(regionOrder(regionsOf(), 'ap-northeast-1', ['us-west-2'])).toEqual([
      'us-west-2',
      'us-east-1',
      'ap-northeast-1',
    ]);
  });

  test('a region that is not approved is in no order, even when a caller asks for it', () => {
    const regions = regionsOf({
      compliance_approved_regions: ['us-west-2'],
      homeRegionPreferences: { 'eu-west-1': ['eu-west-1'] },
    });
    expect(regionOrder(regions, 'eu-west-1', ['ap-northeast-1'])).toEqual(['us-west-2']);
    expect(regionOrder(regionsOf({ compliance_approved_regions: [] }))).toEqual([]);
  });
});
