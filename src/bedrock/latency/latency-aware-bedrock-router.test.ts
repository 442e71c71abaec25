import { beforeEach, describe, expect, test } from '@jest/globals';
import { type ApplicationOptions, parseApplicationConfiguration } from '../../resilience/configuration/index.js';
import type { LiveSignals } from '../../resilience/regions/live-signals.js';
import { memoryLiveSignals } from '../../resilience/regions/memory-live-signals.js';
import { recordedTelemetry, type RecordedTelemetry } from '../../resilience/telemetry.fixture.js';
import { createLatencyAwareBedrockRouter } from './latency-aware-bedrock-router.js';
import { createLatencyStore } from './latency-store.js';

const [VIRGINIA, OREGON, TOKYO] = ['us-east-1', 'us-west-2', 'ap-northeast-1'] as const;

let clock: { at: number; now(): number };
let signals: LiveSignals;
let telemetry: RecordedTelemetry;
beforeEach(() => {
  clock = { at: 1_790_000_000_000, now: () => clock.at };
  signals = memoryLiveSignals(clock);
  telemetry = recordedTelemetry();
});

/** What the probes found: milliseconds by region. */
const measured = async (latencies: Readonly<Record<string, number>>) => {
  const store = createLatencyStore(signals);
  for (const [region, latencyMs] of Object.entries(latencies))
    await store.put(region, { latencyMs, countsUntil: clock.at + 30_000 });
};

const router = (rules: ApplicationOptions = {}) => {
  const configuration = parseApplicationConfiguration(rules);
  return createLatencyAwareBedrockRouter({
    configuration: { current: async () => configuration },
    signals,
    telemetry,
    clock,
  });
};

describe('measured latencies within the budget', () => {
  test('the lowest comes first', async () => {
    await measured({ [VIRGINIA]: 900, [OREGON]: 1_700, [TOKYO]: 400 });
    expect(await router().route()).toEqual({
      regions: [TOKYO, VIRGINIA, OREGON],
      basis: 'measured',
      degraded: false,
      maxTokens: 1_024,
      retrievedChunks: 3,
      headers: {},
    });
    expect(telemetry.names()).toEqual([]);
  });

  test('equals keep the order of preference, which is the home region’s', async () => {
    await measured({ [OREGON]: 700, [TOKYO]: 700, [VIRGINIA]: 800 });
    expect((await router().route()).regions).toEqual([OREGON, TOKYO, VIRGINIA]);
    expect((await router().route({ homeRegion: TOKYO })).regions).toEqual([TOKYO, OREGON, VIRGINIA]);
  });

  test('a region whose probes fail comes last', async () => {
    await measured({ [OREGON]: 1_000, [TOKYO]: 2_500 });
    expect(await router().route()).toMatchObject({ regions: [OREGON, TOKYO, VIRGINIA], degraded: false });
  });

  test('at the very budget it is kept', async () => {
    await measured({ [VIRGINIA]: 1_800 });
    expect((await router().route()).degraded).toBe(false);
  });

  test('a region that is not approved is not routed to, however fast', async () => {
    await measured({ [VIRGINIA]: 900, [OREGON]: 10 });
    const rules = { regions: { compliance_approved_regions: [VIRGINIA] } };
    expect((await router(rules).route()).regions).toEqual([VIRGINIA]);
  });
});

describe('all over the budget', () => {
  test('the best of the worst, and less is asked for', async () => {
    await measured({ [VIRGINIA]: 2_600, [OREGON]: 1_801, [TOKYO]: 9_000 });
    expect(await router().route()).toEqual({
      regions: [OREGON, VIRGINIA, TOKYO],
      basis: 'measured',
      degraded: true,
      maxTokens: 512,
      retrievedChunks: 1,
      headers: { 'X-Bedrock-Mode': 'degraded' },
    });
    expect(telemetry.names()).toEqual(['BedrockAllRegionsOverBudget']);
  });

  test('the budget is the configuration’s', async () => {
    await measured({ [VIRGINIA]: 900 });
    expect((await router({ latency: { budgetMs: 899 } }).route()).degraded).toBe(true);
  });
});

describe('no data', () => {
  const staticOrder = { regions: [VIRGINIA, OREGON, TOKYO], basis: 'preference', degraded: false, maxTokens: 1_024 };

  test('the static order, and a warning', async () => {
    expect(await router().route()).toMatchObject(staticOrder);
    expect(telemetry.names()).toEqual(['NoLatencyData']);
    expect(telemetry.warnings).toHaveLength(1);
    expect((await router().route({ homeRegion: TOKYO })).regions).toEqual([VIRGINIA, TOKYO, OREGON]);
  });

  test('a measurement is data for 30 s', async () => {
    await measured({ [TOKYO]: 400 });
    clock.at += 29_999;
    expect((await router().route()).regions[0]).toBe(TOKYO);
    clock.at += 1;
    expect(await router().route()).toMatchObject(staticOrder);
  });

  test('signals that cannot be reached are no data', async () => {
    const gone = () => Promise.reject(Object.assign(new Error('gone'), { name: 'RedisUnavailableError' }));
    signals = { put: gone, get: gone };
    expect(await router().route()).toMatchObject(staticOrder);
    expect(telemetry.warnings).toMatchObject([{ error: 'RedisUnavailableError' }]);
  });

  test('nor is what cannot be read', async () => {
    for (const [index, text] of ['{', 'null', '{"latencyMs": "fast"}'].entries())
      await signals.put(`latency/${[VIRGINIA, OREGON, TOKYO][index]}`, text, 30_000);
    expect(await router().route()).toMatchObject(staticOrder);
  });

  test('no approved region, no route', async () => {
    expect((await router({ regions: { compliance_approved_regions: [] } }).route()).regions).toEqual([]);
  });
});
