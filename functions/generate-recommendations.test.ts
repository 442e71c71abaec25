import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fault, FaultKind } from '../src/local/bedrock/index.js';
import { type VirtualBedrock, virtualBedrock } from '../src/local/bedrock/virtual-bedrock.fixture.js';
import { hundredTitles, readerOf } from './recommendation/catalogue.fixture.js';
import { readerStore } from './recommendation/reader-store.js';
import { createBedrockClient } from '../src/bedrock/bedrock-client.js';
import { memoryRecommendationCache } from './recommendation/recommendation-cache.js';
import { seededRandom } from '../src/resilience/seeded-random.js';
import { titleAnswer } from '../demo/title-answer.js';
import { createHandler, type GenerateDependencies, type GenerateRequest } from './generate-recommendations.js';
import { recording } from './recording.fixture.js';

const READER = 'reader-with-a-secret-id';
const EVENT: GenerateRequest = {
  readerId: READER,
  tier: 'primary',
  target: { region: 'us-east-1', modelId: 'us.anthropic.claude-sonnet-4' },
};

let bedrock: VirtualBedrock;
afterEach(() => bedrock.close());

const start = async (faults: readonly Fault[], dependencies: Partial<GenerateDependencies> = {}) => {
  bedrock = await virtualBedrock({ answer: titleAnswer, faults, seed: 3 });
  const { clock } = bedrock;
  const report = recording();
  const cache = memoryRecommendationCache();
  const everything = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [index + 1, 3]));
  const nearlyEverything = { ...everything };
  delete nearlyEverything[40];
  delete nearlyEverything[41];
  const readers = readerStore([
    readerOf({ 55: 5, 12: 4 }, READER),
    readerOf(everything, 'has read everything'),
    readerOf(nearlyEverything, 'has read nearly everything'),
  ]);
  const client = createBedrockClient({ clock, random: seededRandom(1) });
  const handler = createHandler({
    catalogue: hundredTitles,
    readers,
    cache,
    bedrock: client,
    clock,
    ...report,
    ...dependencies,
  });
  return {
    ...report,
    cache,
    run: (event: Partial<GenerateRequest> = {}) => bedrock.asHandler(() => handler({ ...EVENT, ...event })),
  };
};

const always = (error: FaultKind): Fault => ({ from: 0, to: Infinity, error });

describe('a healthy model', () => {
  test('recommends ten known titles that the reader has not rated', async () => {
    const { run } = await start([]);
    const { titleIds, cached_at_utc } = await run();
    expect(new Set(titleIds).size).toBe(10);
    expect(titleIds.every((id) => hundredTitles.get(id) && id !== 55 && id !== 12)).toBe(true);
    expect(cached_at_utc).toBe(new Date(bedrock.clock.now()).toISOString());
  });

  test('the recommendations are kept for bad times, with their age and tier', async () => {
    const { run, cache } = await start([]);
    const result = await run({ tier: 'cheaper' });
    expect(await cache.get(READER)).toMatchObject({ ...result, readerId: READER, tier: 'cheaper' });
  });

  test('the target of the event is the one that is called', async () => {
    const { run } = await start([]);
    await run({ tier: 'region', target: { region: 'ap-northeast-1', modelId: 'jp.model' } });
    expect(bedrock.calls).toMatchObject([{ region: 'ap-northeast-1', modelId: 'jp.model', status: 200 }]);
  });

  test('what was generated since a moment is given back without a call', async () => {
    const { run, metricNames } = await start([]);
    const first = await run();
    const since = Date.parse(first.cached_at_utc);
    expect(await run({ unlessCachedSince: since })).toEqual(first);
    expect(bedrock.calls).toHaveLength(1);
    expect(metricNames()).toContain('GenerationSpared');
    await run({ unlessCachedSince: since + 1 });
    expect(bedrock.calls).toHaveLength(2);
  });

  test('a cache that cannot be read is no reason not to generate', async () => {
    const cache = { ...memoryRecommendationCache(), get: () => Promise.reject(new Error('away')) };
    const { run } = await start([], { cache });
    expect((await run({ unlessCachedSince: 0 })).titleIds).toHaveLength(10);
  });

  test('a reader of nearly everything gets what is left', async () => {
    const { run } = await start([]);
    const { titleIds } = await run({ readerId: 'has read nearly everything' });
    expect([...titleIds].sort()).toEqual([40, 41]);
  });

  test('a cache that fails does not take the answer with it', async () => {
    const cache = { ...memoryRecommendationCache(), put: () => Promise.reject(new Error(`disk full: ${READER}`)) };
    const { run, metricNames, lines } = await start([], { cache });
    await expect(run()).resolves.toMatchObject({ titleIds: expect.any(Array) });
    expect(metricNames()).toContain('CacheWriteFailed');
    expect(lines.join()).not.toContain(READER);
  });
});

describe('a failing model', () => {
  test.each([
    ['throttled', 'ThrottlingException', 'status 429'],
    ['unavailable', 'ServiceUnavailableException', 'status 503'],
    ['internal', 'InternalServerException', 'status 500'],
    ['timeout', 'ModelTimeoutException', 'status 408'],
    ['validation', 'ValidationException', 'status 400'],
    ['slow', 'ModelTimeoutException', 'no answer'],
    ['dropped', 'ConnectionError', 'no answer'],
  ] as const)('%s ends in %s', async (fault, name, fact) => {
    const { run, cache } = await start([always(fault)]);
    await expect(run()).rejects.toMatchObject({ name, message: `us.anthropic.claude-sonnet-4 in us-east-1: ${fact}.` });
    expect(await cache.get(READER)).toBeUndefined();
  });

  test('an unusable answer is asked for once more, in other words', async () => {
    const { run, metricNames } = await start([always('invalid')]);
    await expect(run()).rejects.toMatchObject({ name: 'UnusableAnswer' });
    expect(bedrock.calls).toHaveLength(2);
    expect(metricNames()).toContain('UnusableAnswers');
  });

  test('the second answer may be the good one', async () => {
    const { run } = await start([{ from: 0, to: 1, error: 'invalid' }]);
    await expect(run()).resolves.toMatchObject({ titleIds: expect.any(Array) });
    expect(bedrock.calls).toHaveLength(2);
  });
});

describe('an event that cannot be served', () => {
  test('an unknown reader', async () => {
    const { run } = await start([]);
    await expect(run({ readerId: 'nobody' })).rejects.toMatchObject({
      name: 'ReaderNotFound',
      message: expect.not.stringContaining('nobody'),
    });
  });

  test('a reader of everything: nothing to choose from, and no call', async () => {
    const { run } = await start([]);
    await expect(run({ readerId: 'has read everything' })).rejects.toMatchObject({ name: 'UnusableAnswer' });
    expect(bedrock.calls).toEqual([]);
  });

  test.each([
    [{ readerId: '' }, 'readerId is unusable'],
    [{ tier: 'static' }, 'tier is unknown, expected one of primary, region, cheaper'],
    [{ target: undefined }, 'region is missing'],
    [{ target: { region: 'us-east-1' } }, 'modelId is missing'],
  ])('%j', async (wrong, message) => {
    const { run } = await start([]);
    const failed = run(wrong as Partial<GenerateRequest>);
    await expect(failed).rejects.toMatchObject({ name: 'InvalidRequest', message: expect.stringContaining(message) });
  });
});

describe('what it reports', () => {
  test('metrics under tier, region and model', async () => {
    const { run, published } = await start([]);
    await run();
    expect(published).toEqual([
      {
        dimensions: { tier: 'primary', region: 'us-east-1', model: 'us.anthropic.claude-sonnet-4' },
        metrics: [
          { name: 'RecommendationsServed', value: 1 },
          { name: 'Latency', value: bedrock.elapsed(), unit: 'milliseconds' },
        ],
      },
    ]);
  });

  test.each(['throttled', 'invalid', 'validation', 'dropped', 'partial'] as const)(
    'nothing about the reader, the prompt or the answer: %s',
    async (fault) => {
      const { run, lines, published } = await start([always(fault)]);
      const failure = await run().then(
        () => '',
        (error: Error) => `${error.name} ${error.message}`,
      );
      const reported = [...lines, JSON.stringify(published), failure].join('\n');
      expect(lines).not.toEqual([]);
      expect(reported).not.toMatch(new RegExp(`${READER}|Title \\d|Author|Choose|stars|of 5`));
    },
  );
});
