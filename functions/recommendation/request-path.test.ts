import { describe, expect, test } from '@jest/globals';
import { skipClock } from '../../src/engine/clock/skip-clock.js';
import { parseApplicationConfiguration } from '../../src/resilience/configuration/index.js';
import { createLatencyAwareBedrockRouter } from '../../src/bedrock/latency/latency-aware-bedrock-router.js';
import { createLatencyStore } from '../../src/bedrock/latency/latency-store.js';
import { memoryLiveSignals } from '../../src/resilience/regions/memory-live-signals.js';
import type { RegionalAnswer, RegionalRequest } from '../../src/bedrock/regions/multi-region-bedrock-client.js';
import { recordedTelemetry } from '../../src/resilience/telemetry.fixture.js';
import { hundredTitles, readerOf } from './catalogue.fixture.js';
import { createRequestPath, type RequestPathOptions, type StoredTitles } from './request-path.js';
import { readerStore } from './reader-store.js';
import { titleRecommender } from './title-recommender.js';

const rules = parseApplicationConfiguration();
const { priority } = rules.regions;
const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** A model's answer that names ten titles. */
const listing = (
  mode: RegionalAnswer['mode'] = 'normal',
  text = JSON.stringify({ titleIds: TEN }),
): RegionalAnswer => ({
  region: 'us-east-1',
  modelId: 'model',
  mode,
  maxTokens: 1_024,
  slaWindowMs: mode === 'fallback' ? 4_500 : 3_000,
  output: {
    output: { message: { role: 'assistant', content: [{ text }] } },
    stopReason: 'end_turn',
    usage: undefined,
    metrics: undefined,
    $metadata: {},
  },
});

const failing = (name: string) => Object.assign(new Error('scripted'), { name });

interface Setting extends Partial<Omit<RequestPathOptions, 'models'>> {
  /** What a model answers, or throws. */
  readonly model?: (request: RegionalRequest) => Promise<RegionalAnswer>;
  /** What was measured in every region, in milliseconds. @default nothing */
  readonly latencyMs?: number;
}

const start = ({ model = async () => listing(), latencyMs, ...options }: Setting = {}) => {
  const clock = skipClock();
  const telemetry = recordedTelemetry();
  const asked: RegionalRequest[] = [];
  let routed = 0;
  const stored = (titles: StoredTitles) => async () => titles;
  const signals = memoryLiveSignals(clock);
  const configuration = { current: async () => rules };
  const router = createLatencyAwareBedrockRouter({ configuration, signals, clock });
  const path = createRequestPath({
    configuration,
    router: {
      async route(reader) {
        routed += 1;
        if (latencyMs !== undefined)
          for (const region of priority)
            await createLatencyStore(signals).put(region, { latencyMs, countsUntil: clock.now() + 30_000 });
        return router.route(reader);
      },
    },
    models: {
      converse(request) {
        asked.push(request);
        return model(request);
      },
    },
    recommend: titleRecommender(hundredTitles),
    readers: readerStore([readerOf({ 55: 5 }, 'reader')]),
    cached: stored({ titleIds: [21] }),
    bestsellers: stored({ titleIds: [31] }),
    telemetry,
    clock,
    ...options,
  });
  const startedAt = clock.now();
  return {
    clock,
    telemetry,
    asked,
    routes: () => routed,
    elapsed: () => clock.now() - startedAt,
    answer: (readerId = 'reader') => path.answer({ readerId }),
  };
};

describe('the mode', () => {
  test.each([
    ['normal', 'normal', 3_000],
    // A canary's answer is as good as any.
    ['canary', 'normal', 3_000],
    ['fallback', 'fallback', 4_500],
  ] as const)('of a region in mode %s is %s', async (regional, mode, slaWindowMs) => {
    const { answer } = start({ model: async () => listing(regional) });
    expect(await answer()).toEqual({ titleIds: TEN, tier: 'primary', mode, slaWindowMs });
  });

  test('is degraded while every region is over the budget: a shorter prompt, a shorter answer', async () => {
    const { answer, asked } = start({ latencyMs: 2_500 });
    expect(await answer()).toMatchObject({ tier: 'primary', mode: 'degraded' });
    expect(asked[0]?.route?.maxTokens).toBe(512);
    const { answer: usual, asked: usually } = start();
    await usual();
    const length = (requests: readonly RegionalRequest[]) => JSON.stringify(requests[0]?.input).length;
    expect(length(asked)).toBeLessThan(length(usually) / 2);
  });
});

describe('the next tier', () => {
  test("is the cheaper model for the dear one's quota, by the same route", async () => {
    const { answer, routes, asked } = start({
      async model({ tier }) {
        if (tier === 'primary') throw failing('ThrottlingException');
        return listing();
      },
    });
    expect(await answer()).toMatchObject({ titleIds: TEN, tier: 'cheaper', mode: 'degraded' });
    expect(asked.map(({ tier }) => tier)).toEqual(['primary', 'cheaper']);
    expect(routes()).toBe(1);
  });

  test.each(['ServiceUnavailableException', 'ConnectionError', 'ModelTimeoutException', 'ValidationException'])(
    'is the cache for %s: another model would fail as well',
    async (name) => {
      const { answer, asked } = start({ model: () => Promise.reject(failing(name)) });
      expect(await answer()).toEqual({ titleIds: [21], tier: 'cached', mode: 'degraded', slaWindowMs: 4_500 });
      expect(asked).toHaveLength(1);
    },
  );

  test('is the cache for two answers that could not be used', async () => {
    const { answer, telemetry, asked } = start({ model: async () => listing('normal', 'I would rather not.') });
    expect(await answer()).toMatchObject({ tier: 'cached' });
    expect(asked).toHaveLength(2);
    expect(telemetry.total('UnusableAnswers')).toBe(1);
    expect(telemetry.total('TierServed', { Tier: 'cached' })).toBe(1);
  });

  test('is the bestsellers when nothing is cached', async () => {
    const { answer } = start({
      model: () => Promise.reject(failing('ConnectionError')),
      cached: () => Promise.reject(failing('CacheMiss')),
    });
    expect(await answer()).toMatchObject({ titleIds: [31], tier: 'static', note: expect.stringContaining('popular') });
  });

  test('is nothing when even the bestsellers fail', async () => {
    const broken = () => Promise.reject(failing('Broken'));
    const { answer } = start({ model: broken, cached: broken, bestsellers: broken });
    await expect(answer()).rejects.toMatchObject({ name: 'NoTierAnsweredError' });
  });
});

describe('the time that is promised', () => {
  const { slaWindowMs } = rules.regions.fallback;

  test('is kept by models that do not answer, and nothing is asked for afterwards', async () => {
    const { answer, elapsed, asked, clock } = start({ model: () => clock.sleep(60_000).then(() => listing()) });
    expect(await answer()).toMatchObject({ tier: 'cached' });
    expect(elapsed()).toBe(0.9 * slaWindowMs);
    expect(asked[0]?.signal?.aborted).toBe(true);
  });

  test('is kept by a cache that does not answer either', async () => {
    const hangs = () => clock.sleep(60_000).then(() => Promise.reject(failing('Late')));
    const { answer, elapsed, clock } = start({ model: hangs, cached: hangs });
    expect(await answer()).toMatchObject({ tier: 'static' });
    expect(elapsed()).toBe(slaWindowMs);
  });
});

test('without a configuration no model is asked, and a warning tells', async () => {
  const { answer, asked, telemetry } = start({ configuration: { current: () => Promise.reject(failing('Away')) } });
  expect(await answer()).toMatchObject({ tier: 'cached', slaWindowMs: 4_500 });
  expect(asked).toEqual([]);
  expect(telemetry.warnings).toEqual([expect.objectContaining({ error: 'Away' })]);
});

test('a reader whom nobody knows is asked of no model', async () => {
  const { answer, asked } = start();
  expect(await answer('nobody')).toMatchObject({ tier: 'cached' });
  expect(asked).toEqual([]);
});
