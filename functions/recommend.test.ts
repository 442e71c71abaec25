import { afterEach, describe, expect, test } from '@jest/globals';
import { memoryCircuitStore } from '../src/circuit/memory-circuit-store.js';
import { UNTOUCHED } from '../src/circuit/shared-circuit.js';
import type { Fault, FaultKind } from '../src/local/bedrock/index.js';
import { type VirtualBedrock, virtualBedrock } from '../src/local/bedrock/virtual-bedrock.fixture.js';
import { hundredTitles, readerOf } from './recommendation/catalogue.fixture.js';
import { readerStore } from './recommendation/reader-store.js';
import { recommendationEntry } from './recommendation/recommendation-entry.js';
import { memoryRecommendationCache } from './recommendation/recommendation-cache.js';
import { type ApplicationOptions, parseApplicationConfiguration } from '../src/resilience/configuration/index.js';
import { createLatencyStore } from '../src/bedrock/latency/latency-store.js';
import { memoryLiveSignals } from '../src/resilience/regions/memory-live-signals.js';
import { titleAnswer } from '../demo/title-answer.js';
import { createHandler, type RecommendDependencies } from './recommend.js';
import { recording } from './recording.fixture.js';

const READER = 'reader-with-a-secret-id';
const [HOME, SECOND, THIRD] = ['us-east-1', 'us-west-2', 'ap-northeast-1'] as const;
const DEAR = 'sonnet';
const SONNET_AT_HOME = 'us-east-1/us.anthropic.claude-sonnet-4-5-20250929-v1:0';

let bedrock: VirtualBedrock;
afterEach(() => bedrock.close());

const always = (error: FaultKind, where: Partial<Fault> = {}): Fault => ({ from: 0, to: Infinity, error, ...where });

const start = async (
  faults: readonly Fault[],
  rules: ApplicationOptions | Error = {},
  others: Partial<RecommendDependencies> = {},
) => {
  bedrock = await virtualBedrock({ answer: titleAnswer, faults, seed: 3, latency: { medianMs: 800, sigma: 0 } });
  const { clock } = bedrock;
  const report = recording();
  const cache = memoryRecommendationCache();
  const signals = memoryLiveSignals(clock);
  const circuits = memoryCircuitStore(clock);
  const configuration = {
    async current() {
      if (rules instanceof Error) throw rules;
      // The canaries have tests of their own.
      return parseApplicationConfiguration({ ...rules, regions: { canaryShare: 0, ...rules.regions } });
    },
  };
  const readers = readerStore([readerOf({ 55: 5, 12: 4 }, READER)]);
  const task = () =>
    createHandler({
      configuration,
      circuits,
      signals,
      catalogue: hundredTitles,
      readers,
      cache,
      clock,
      ...report,
      ...others,
    });
  const first = task();
  const { published } = report;
  return {
    ...report,
    cache,
    signals,
    circuits,
    task,
    ask: (handler = first, readerId = READER) => bedrock.asHandler(() => handler({ readerId })),
    /** Regions that were called, in order, since call number `from`. */
    regions: (from = 0) => bedrock.calls.slice(from).map(({ region }) => region),
    metric: (name: string) =>
      published.flatMap(({ dimensions, metrics }) =>
        metrics.filter((each) => each.name === name).map(() => dimensions),
      ),
  };
};

describe('no fault', () => {
  test('the primary model at home, within the usual time', async () => {
    const { ask, regions, metric } = await start([]);
    const answer = await ask();
    expect(answer).toEqual({ titleIds: expect.any(Array), tier: 'primary', mode: 'normal', slaWindowMs: 3_000 });
    expect(new Set(answer.titleIds).size).toBe(10);
    expect(regions()).toEqual([HOME]);
    expect(metric('TierServed')).toEqual([{ Tier: 'primary' }]);
    expect(metric('InvocationsByRegion')).toEqual([{ Region: HOME }]);
  });

  test('what was recommended is kept for bad times', async () => {
    const { ask, cache } = await start([]);
    const { titleIds } = await ask();
    expect(await cache.get(READER)).toMatchObject({ titleIds, tier: 'primary' });
  });

  test('the region that begins to answer first is asked first', async () => {
    const { ask, signals, regions } = await start([]);
    const latencies = createLatencyStore(signals);
    const countsUntil = bedrock.clock.now() + 30_000;
    await latencies.put(HOME, { latencyMs: 900, countsUntil });
    await latencies.put(SECOND, { latencyMs: 400, countsUntil });
    expect(await ask()).toMatchObject({ tier: 'primary', mode: 'normal' });
    expect(regions()).toEqual([SECOND]);
  });

  test('no region is fast enough: less is asked for, and the answer says so', async () => {
    const { ask, signals, metric } = await start([]);
    const countsUntil = bedrock.clock.now() + 30_000;
    for (const region of [HOME, SECOND, THIRD])
      await createLatencyStore(signals).put(region, { latencyMs: 2_500, countsUntil });
    expect(await ask()).toMatchObject({ tier: 'primary', mode: 'degraded' });
    expect(metric('BedrockAllRegionsOverBudget')).toHaveLength(1);
  });
});

describe('a region fails', () => {
  test.each(['unavailable', 'dropped'] as const)(
    '%s: every task leaves it alone after the first call, and nobody is without an answer',
    async (error) => {
      const { ask, task, regions, metric } = await start([always(error, { region: HOME })]);
      expect(await ask()).toMatchObject({ tier: 'primary', mode: 'fallback', slaWindowMs: 4_500 });
      const seen = bedrock.calls.length;
      for (let request = 0; request < 10; request += 1)
        expect(await ask(task())).toMatchObject({ tier: 'primary', mode: 'fallback' });
      expect(regions(seen)).toEqual(Array(10).fill(SECOND));
      expect(metric('TierServed').map(({ Tier }) => Tier)).toEqual(Array(11).fill('primary'));
      expect(metric('FallbackRegionInUse').map(({ Region }) => Region)).toEqual(Array(11).fill(SECOND));
    },
  );

  test('it is asked again after the cool-down', async () => {
    const { ask, regions } = await start([{ from: 0, to: 60_000, error: 'unavailable', region: HOME }]);
    await ask();
    await bedrock.asHandler(() => bedrock.clock.sleep(300_000));
    expect(await ask()).toMatchObject({ mode: 'normal' });
    expect(regions().at(-1)).toBe(HOME);
  });

  test('a circuit that a batch has opened keeps its model from being asked', async () => {
    const { ask, circuits, regions } = await start([]);
    const parameters = { failureThreshold: 1, gen: UNTOUCHED.gen, windowMs: 30_000, resetMs: 30_000 };
    expect(await circuits.attempt(SONNET_AT_HOME, ['trip'], parameters)).toMatchObject({ applied: 'trip' });
    expect(await ask()).toMatchObject({ tier: 'primary', mode: 'fallback' });
    expect(regions()).toEqual([SECOND]);
  });
});

describe('all regions die', () => {
  const dead = [always('unavailable')];

  test('the cache, with its note when it has one', async () => {
    const { ask, cache, metric } = await start(dead);
    const cachedAt = bedrock.clock.now() - 3 * 3_600_000;
    await cache.put(recommendationEntry({ readerId: READER, titleIds: [3, 1, 2], tier: 'primary' }, cachedAt));
    expect(await ask()).toEqual({
      titleIds: [3, 1, 2],
      tier: 'cached',
      mode: 'degraded',
      slaWindowMs: 4_500,
      note: 'These recommendations are a few hours old.',
    });
    expect(metric('TierServed')).toEqual([{ Tier: 'cached' }]);
  });

  test('nothing is cached: the bestsellers', async () => {
    const { ask, metric } = await start(dead);
    expect(await ask()).toMatchObject({ tier: 'static', mode: 'degraded', note: expect.any(String) });
    expect(metric('TierServed')).toEqual([{ Tier: 'static' }]);
  });

  test('it is no reason to ask the cheaper model, and soon nobody is asked at all', async () => {
    const { ask } = await start(dead);
    await ask();
    const seen = bedrock.calls.length;
    // A region's second model is asked once, to find out whether it is the region.
    expect(bedrock.calls.filter(({ modelId }) => !modelId.includes(DEAR))).toHaveLength(3);
    await ask();
    expect(bedrock.calls).toHaveLength(seen);
  });

  test('none of them answers at all: the reader has his bestsellers in time', async () => {
    const { ask, regions, metric } = await start([always('slow')]);
    const began = bedrock.elapsed();
    expect(await ask()).toMatchObject({ tier: 'static' });
    expect(bedrock.elapsed() - began).toBeLessThanOrEqual(4_500);
    expect(metric('TierServed')).toEqual([{ Tier: 'static' }]);
    await bedrock.asHandler(() => bedrock.clock.sleep(60_000));
    // The third would be asked for nobody.
    expect(regions()).toEqual([HOME, SECOND]);
  });
});

describe('the dear model alone is throttled', () => {
  test('at home: its quota elsewhere, without a retry', async () => {
    const { ask, regions } = await start([always('throttled', { model: DEAR, region: HOME })]);
    expect(await ask()).toMatchObject({ tier: 'primary', mode: 'fallback' });
    expect(regions()).toEqual([HOME, SECOND]);
  });

  test('everywhere: the cheaper model', async () => {
    const { ask, metric } = await start([always('throttled', { model: DEAR })]);
    expect(await ask()).toMatchObject({ tier: 'cheaper', mode: 'degraded', slaWindowMs: 3_000 });
    expect(bedrock.calls.at(-1)).toMatchObject({ region: HOME, modelId: expect.stringContaining('haiku') });
    expect(metric('TierServed')).toEqual([{ Tier: 'cheaper' }]);
  });
});

describe('where calls may go', () => {
  test.each<[string, readonly string[]]>([
    ['two regions', [HOME, THIRD]],
    ['one region', [THIRD]],
    ['none', []],
  ])('%s approved: no other is called, whatever happens', async (_, approved) => {
    const faults: FaultKind[] = ['unavailable', 'dropped', 'throttled', 'internal', 'timeout', 'invalid'];
    const { ask } = await start(
      faults.map((error, index) => ({ from: index * 400_000, to: (index + 1) * 400_000, error })),
      { regions: { compliance_approved_regions: [...approved] } },
    );
    for (let fault = 0; fault <= faults.length; fault += 1) {
      expect((await ask()).titleIds).toHaveLength(10);
      await bedrock.asHandler(() => bedrock.clock.sleep((fault + 1) * 400_000 - bedrock.elapsed()));
    }
    expect([...new Set(bedrock.calls.map(({ region }) => region))].sort()).toEqual([...approved].sort());
  });

  test('nobody knows without a configuration: no model is called, and the reader has an answer', async () => {
    const { ask, lines } = await start([], new Error('AppConfig is away'));
    expect(await ask()).toMatchObject({ tier: 'static', mode: 'degraded', slaWindowMs: 4_500 });
    expect(bedrock.calls).toEqual([]);
    expect(lines.join()).toContain('no region is approved');
  });
});

describe('around the models', () => {
  test('a reader whom nobody knows gets the bestsellers, without a call', async () => {
    const { ask } = await start([]);
    expect(await ask(undefined, 'nobody')).toMatchObject({ tier: 'static' });
    expect(bedrock.calls).toEqual([]);
  });

  test('a cache that hangs delays nobody beyond the time that is promised', async () => {
    const hangs = () => bedrock.clock.sleep(60_000);
    const cache = { ...memoryRecommendationCache(), get: () => hangs().then(() => undefined), put: hangs };
    const { ask, metricNames } = await start([always('unavailable', { from: 60_000 })], {}, { cache });
    expect(await ask()).toMatchObject({ tier: 'primary' });
    expect(metricNames()).toContain('CacheWriteFailed');
    await bedrock.asHandler(() => bedrock.clock.sleep(60_000));
    const began = bedrock.elapsed();
    expect(await ask()).toMatchObject({ tier: 'static' });
    expect(bedrock.elapsed() - began).toBeLessThanOrEqual(4_500);
  });

  test.each(['throttled', 'invalid', 'validation', 'dropped'] as const)(
    'reports nothing about the reader, the prompt or the answer: %s',
    async (fault) => {
      const { ask, lines, published } = await start([always(fault)]);
      await ask();
      expect(lines).not.toEqual([]);
      const reported = [...lines, JSON.stringify(published)].join('\n');
      expect(reported).not.toMatch(new RegExp(`${READER}|Title \\d|Author|Choose|stars|of 5`));
    },
  );

  test('an event without a reader is refused', async () => {
    const { ask } = await start([]);
    await expect(ask(undefined, '')).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});
