import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { applicationConfigurationJsonSchema } from './application-configuration-schema.js';
import {
  ApplicationConfigurationError,
  circuitConfigurationOf,
  parseApplicationConfiguration,
} from './application-configuration.js';

const KEY = 'us-east-1/us.anthropic.claude-sonnet-4-5-20250929-v1:0';

const problemsOf = (options: unknown) => {
  try {
    parseApplicationConfiguration(options);
  } catch (error) {
    if (error instanceof ApplicationConfigurationError) return error.problems;
    throw error;
  }
  return [];
};

describe('parseApplicationConfiguration', () => {
  test('the defaults are the figures of the requirements', () => {
    expect(parseApplicationConfiguration()).toMatchObject({
      circuit: { failureThreshold: 5, windowSeconds: 30, resetTimerSeconds: 30 },
      circuits: {},
      regions: {
        priority: ['us-east-1', 'us-west-2', 'ap-northeast-1'],
        homeRegionPreferences: { 'ap-northeast-1': ['us-east-1', 'ap-northeast-1', 'us-west-2'] },
        cooldownSeconds: 300,
        canaryShare: 0.01,
        normal: { maxTokens: 1_024, slaWindowMs: 3_000 },
        fallback: { maxTokens: 512, slaWindowMs: 4_500 },
      },
      latency: { budgetMs: 1_800, ttlSeconds: 30, probeIntervalSeconds: 30, degradedMaxTokens: 512 },
      retry: { delaysMs: [200, 400, 800], budget: { capacity: 10, retryCost: 1, successRefund: 0.1 } },
      cache: { softSeconds: 3_600, serveSeconds: 7_200, serveWithWarningSeconds: 14_400 },
      maintenance_mode_active: false,
    });
  });

  test('everything invalid is reported at once, with path, range and value', () => {
    expect(() =>
      parseApplicationConfiguration(
        {
          circuit: { resetTimerSeconds: 3_000 },
          regions: { cooldownSeconds: 5, compliance_approved_regions: ['tokyo'] },
          latency: { probeIntervalSeconds: 20 },
          cache: { serveSeconds: 600 },
          maintenance: true,
        },
        'configuration/prod.json',
      ),
    ).toThrow(
      [
        'configuration/prod.json: 6 problems in its configuration',
        '  circuit.resetTimerSeconds: must be an integer in [10, 300], got 3000',
        '  regions.compliance_approved_regions[0]: must be the name of an AWS region, such as us-east-1, got "tokyo"',
        '  regions.cooldownSeconds: must be an integer in [10, 3600], got 5',
        '  latency.probeIntervalSeconds: must be one of 15, 30, got 20',
        '  cache.serveSeconds: must be at least softSeconds (3600), got 600',
        '  maintenance: is not a field of the configuration; fields are circuit, circuits, regions, models, latency, retry, rateLimit, cache, maintenance_mode_active',
      ].join('\n'),
    );
  });

  test('an approved region of the priority list needs a model, one that is not approved does not', () => {
    const models = { primary: { 'us-east-1': 'm', 'us-west-2': 'm' } };
    expect(problemsOf({ models })).toMatchObject([{ path: 'regions.priority[2]' }]);
    expect(problemsOf({ models, regions: { compliance_approved_regions: ['us-east-1', 'us-west-2'] } })).toEqual([]);
  });

  test.each(['global.anthropic.claude', 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.x'])(
    'the global profile %s could run anywhere',
    (modelId) => {
      expect(problemsOf({ models: { cheaper: { 'us-east-1': modelId } } })).toMatchObject([
        { path: 'models.cheaper.us-east-1', expected: expect.stringContaining('global') },
      ]);
    },
  );

  test.each([[null], [[]], ['text'], [7]])('%p is not a configuration', (options) => {
    expect(problemsOf(options)).toHaveLength(1);
  });
});

describe('circuits', () => {
  test('a circuit takes from the common one what it does not say itself', () => {
    const configuration = parseApplicationConfiguration({
      circuit: { failureThreshold: 7, windowSeconds: 20 },
      circuits: { [KEY]: { windowSeconds: 10 } },
    });
    expect(circuitConfigurationOf(configuration, KEY)).toMatchObject({ failureThreshold: 7, windowSeconds: 10 });
    expect(circuitConfigurationOf(configuration, 'us-west-2/x')).toMatchObject({ windowSeconds: 20 });
  });

  test('problems of the common one are reported once, those of its own are reported there', () => {
    const circuits = { [KEY]: { windowSeconds: 0 }, other: { failureThreshold: 9_999 } };
    expect(problemsOf({ circuit: { failureThreshold: 0 }, circuits }).map(({ path }) => path)).toEqual([
      'circuit.failureThreshold',
      `circuits["${KEY}"].windowSeconds`,
      'circuits.other.failureThreshold',
    ]);
  });
});

describe('the JSON Schema for AppConfig', () => {
  const schema = applicationConfigurationJsonSchema();
  const accepts = (value: unknown) => z.fromJSONSchema(schema).safeParse(value).success;

  test('is draft 4 and fits into a validator', () => {
    expect(schema['$schema']).toBe('http://json-schema.org/draft-04/schema#');
    expect(JSON.stringify(schema).length).toBeLessThan(32_768);
  });

  test.each<[unknown, boolean]>([
    [{}, true],
    [{ circuit: { resetTimerSeconds: 300 }, maintenance_mode_active: true }, true],
    [{ circuit: { resetTimerSeconds: 3_000 } }, false],
    [{ circuits: { [KEY]: { resetTimerSeconds: 3_000 } } }, false],
    [{ regions: { compliance_approved_regions: ['tokyo'] } }, false],
    [{ latency: { probeIntervalSeconds: 20 } }, false],
    [{ unknown: 1 }, false],
  ])('%j: %p, as in code', (value, valid) => {
    expect(accepts(value)).toBe(valid);
    expect(problemsOf(value).length === 0).toBe(valid);
  });
});
