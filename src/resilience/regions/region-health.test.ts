import { describe, expect, test } from '@jest/globals';
import { recordedTelemetry } from '../telemetry.fixture.js';
import type { LiveSignals } from './live-signals.js';
import { memoryLiveSignals } from './memory-live-signals.js';
import { createRegionHealth, isRegionalFailure, isUnhealthy } from './region-health.js';

const SONNET = { region: 'us-east-1', modelId: 'sonnet' };
const HAIKU = { region: 'us-east-1', modelId: 'haiku' };

describe('the shared health', () => {
  test('what one task reports all others read, until the cool-down has passed', async () => {
    const clock = { at: 0, now: () => clock.at };
    const signals = memoryLiveSignals(clock);
    const [one, other] = [createRegionHealth({ signals, clock }), createRegionHealth({ signals, clock })];
    await one.report(SONNET, 300_000);
    clock.at = 299_999;
    expect([...(await other.reported([HAIKU, SONNET]))]).toEqual(['us-east-1/sonnet']);
    clock.at = 300_000;
    expect((await other.reported([HAIKU, SONNET])).size).toBe(0);
  });

  test('while the signals cannot be reached, a task goes by what it saw itself', async () => {
    const unreachable: LiveSignals = {
      put: () => Promise.reject(new Error('connect ECONNREFUSED')),
      get: () => Promise.reject(new Error('connect ECONNREFUSED')),
    };
    const telemetry = recordedTelemetry();
    const health = createRegionHealth({ signals: unreachable, telemetry, clock: { now: () => 0 } });
    await health.report(SONNET, 300_000);
    expect([...(await health.reported([SONNET, HAIKU]))]).toEqual(['us-east-1/sonnet']);
    expect(telemetry.names()).toEqual(['RegionHealthUnavailable', 'RegionHealthUnavailable']);
  });
});

describe('isRegionalFailure', () => {
  test.each([
    ['ServiceUnavailableException', 503, true],
    ['ConnectionError', undefined, true],
    ['Error', 503, true],
    ['ThrottlingException', 429, false],
    ['ServiceQuotaExceededException', 400, false],
    ['ModelNotReadyException', 429, false],
    ['ModelTimeoutException', 408, false],
    ['InternalServerException', 500, false],
  ])('%s (%p): %p', (name, status, expected) => {
    expect(isRegionalFailure({ name, ...(status && { status }), dailyQuotaExhausted: false })).toBe(expected);
  });
});

describe('isUnhealthy: a region is down across models', () => {
  test.each([
    ['nothing failed', [SONNET, HAIKU], [], false],
    ['one model of two', [SONNET, HAIKU], ['us-east-1/sonnet'], false],
    ['both models', [SONNET, HAIKU], ['us-east-1/sonnet', 'us-east-1/haiku'], true],
    ['the only model', [SONNET], ['us-east-1/sonnet'], true],
    ['one model that serves two tiers', [SONNET, SONNET], ['us-east-1/sonnet'], true],
    ['a model in another region', [SONNET], ['us-west-2/sonnet'], false],
    ['no model at all', [], ['us-east-1/sonnet'], false],
  ])('%s', (_, targets, reported, expected) => {
    expect(isUnhealthy(targets, new Set(reported))).toBe(expected);
  });
});
