import { beforeEach, describe, expect, test } from '@jest/globals';
import { classifyError } from '../../circuit/index.js';
import { bedrockFailure } from '../bedrock-error.js';
import { callOutcome } from '../circuit/call-outcome.js';
import { recordedTelemetry, type RecordedTelemetry } from '../telemetry.fixture.js';
import { memoryRateLimitStore } from './memory-rate-limit-store.js';
import { createRateLimit, RateLimitedError } from './rate-limit.js';
import type { RateLimitStore } from './rate-limit-store.js';

const RULE = { requestsPerSecond: 10, burst: 1, maxWaitMs: 200 };

let telemetry: RecordedTelemetry;
let slept: number[];
beforeEach(() => {
  telemetry = recordedTelemetry();
  slept = [];
});

const limit = (store: RateLimitStore = memoryRateLimitStore({ now: () => 0 })) =>
  createRateLimit({ store, rule: () => RULE, telemetry, clock: { sleep: async (ms) => void slept.push(ms) } });

describe('a turn', () => {
  test('comes after a wait, in the order of asking, and what would take too long is refused', async () => {
    const { turn } = limit();
    for (let call = 0; call < 3; call += 1) await turn();
    expect(slept).toEqual([100, 200]);
    await expect(turn()).rejects.toThrow(
      'The turn of "batch" is more than 200 ms away at 10 requests a second. ' +
        'Try again later, with fewer calls at once, or raise rateLimit.requestsPerSecond.',
    );
    expect(telemetry.names()).toEqual(['RateLimitWait', 'RateLimitWait', 'RateLimited']);
  });

  test('that is refused counts against no model', async () => {
    const { turn } = limit({ reserve: async () => ({ granted: false }) });
    const refused = await turn().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RateLimitedError);
    expect(callOutcome(refused)).toBe('uncounted');
    expect(classifyError(bedrockFailure(refused).name)).toBe('transient');
  });

  test('is everybody’s when the store cannot be reached', async () => {
    const { turn } = limit({ reserve: () => Promise.reject(new Error('connect ECONNREFUSED')) });
    for (let call = 0; call < 20; call += 1) await turn();
    expect(slept).toEqual([]);
    expect(telemetry.total('RateLimitUnavailable')).toBe(20);
    expect(telemetry.warnings[0]).toMatchObject({ error: 'Error' });
  });
});
