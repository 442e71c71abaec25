import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { observability } from './observability.js';

const VARIABLES = ['POWERTOOLS_DEV', 'POWERTOOLS_LOG_LEVEL', 'POWERTOOLS_METRICS_DISABLED'] as const;

describe('the Powertools defaults', () => {
  const printed: string[] = [];
  const print = (text: unknown) => void printed.push(String(text));

  beforeEach(() => {
    printed.length = 0;
    // In development mode Powertools prints through the global console, where a test can listen.
    process.env['POWERTOOLS_DEV'] = 'true';
    process.env['POWERTOOLS_METRICS_DISABLED'] = 'false';
    for (const method of ['log', 'info', 'warn'] as const) jest.spyOn(console, method).mockImplementation(print);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    for (const variable of VARIABLES) delete process.env[variable];
  });

  const reported = () => printed.map((line): Record<string, unknown> => JSON.parse(line));

  test('metrics are one record of the embedded metric format under our namespace', () => {
    observability({}).metrics({ tier: 'region', region: 'us-west-2', model: 'm' }, [
      { name: 'RecommendationsServed', value: 1 },
      { name: 'Latency', value: 1_250, unit: 'milliseconds' },
    ]);
    expect(reported()).toEqual([
      expect.objectContaining({
        tier: 'region',
        region: 'us-west-2',
        model: 'm',
        RecommendationsServed: 1,
        Latency: 1_250,
      }),
    ]);
    expect(reported()[0]?.['_aws']).toMatchObject({
      CloudWatchMetrics: [
        {
          Namespace: 'Stepbreaker',
          Dimensions: [['service', 'tier', 'region', 'model']],
          Metrics: [
            { Name: 'RecommendationsServed', Unit: 'Count' },
            { Name: 'Latency', Unit: 'Milliseconds' },
          ],
        },
      ],
    });
  });

  test('without dimensions of their own they stand under the service alone', () => {
    observability({}).metrics({}, [{ name: 'CacheAgeP95Seconds', value: 3_000, unit: 'seconds' }]);
    expect(reported()).toMatchObject([
      {
        service: 'stepbreaker',
        CacheAgeP95Seconds: 3_000,
        _aws: {
          CloudWatchMetrics: [
            { Dimensions: [['service']], Metrics: [{ Name: 'CacheAgeP95Seconds', Unit: 'Seconds' }] },
          ],
        },
      },
    ]);
  });

  test('logs are structured', () => {
    observability({}).logger.warn('Recommendations failed', { tier: 'primary', error: 'ThrottlingException' });
    expect(reported()).toMatchObject([
      { level: 'WARN', message: 'Recommendations failed', tier: 'primary', error: 'ThrottlingException' },
    ]);
  });

  test('the environment silences both', () => {
    process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
    process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';
    const { logger, metrics } = observability({});
    logger.warn('Recommendations failed', {});
    metrics({ tier: 'static' }, [{ name: 'RecommendationsServed', value: 1 }]);
    expect(printed).toEqual([]);
  });
});
