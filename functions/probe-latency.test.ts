import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Clock, realTime } from '../src/resilience/clock.js';
import { parseApplicationConfiguration, type ApplicationOptions } from '../src/resilience/configuration/index.js';
import { createLatencyStore } from '../src/bedrock/latency/latency-store.js';
import type { LiveSignals } from '../src/resilience/regions/live-signals.js';
import { memoryLiveSignals } from '../src/resilience/regions/memory-live-signals.js';
import { createHandler } from './probe-latency.js';
import { recording, type Recording } from './recording.fixture.js';

const [VIRGINIA, OREGON, TOKYO] = ['us-east-1', 'us-west-2', 'ap-northeast-1'] as const;

/** Nobody waits: who sleeps moves the time. */
let clock: Clock;
let signals: LiveSignals;
let report: Recording;
/** Milliseconds, or the name of the error that the probe of a region ends in. */
let regions: Record<string, number | string>;
/** `region at second` of every probe. */
let asked: string[];
beforeEach(() => {
  let at = Date.UTC(2026, 0, 1);
  clock = {
    ...realTime,
    now: () => at,
    sleep: async (ms) => {
      at += ms;
    },
  };
  signals = memoryLiveSignals(clock);
  report = recording();
  regions = { [VIRGINIA]: 900, [OREGON]: 1_100, [TOKYO]: 500 };
  asked = [];
});

const run = async (rules: ApplicationOptions = {}) => {
  const configuration = parseApplicationConfiguration(rules);
  const startedAt = clock.now();
  const handler = createHandler({
    configuration: { current: async () => configuration },
    signals,
    clock,
    ...report,
    probe: {
      async measure({ region }) {
        asked.push(`${region} at ${(clock.now() - startedAt) / 1_000}`);
        const found = regions[region]!;
        if (typeof found === 'string') throw Object.assign(new Error('denied'), { name: found });
        return found;
      },
    },
  });
  return handler({});
};
/** The measurements that count at the end of a minute's last round. */
const known = async () => {
  const remembered = await createLatencyStore(signals).read([VIRGINIA, OREGON, TOKYO]);
  const counting = [...remembered].filter(([, { countsUntil }]) => clock.now() < countsUntil);
  return Object.fromEntries(counting.map(([region, { latencyMs }]) => [region, latencyMs]));
};
/** From the last round of a minute to the first of the next. */
const nextMinute = () => clock.sleep(30_000);
const failures = () =>
  report.published
    .filter(({ metrics }) => metrics.some(({ name }) => name === 'ProbeFailed'))
    .map(({ dimensions }) => dimensions);

describe('probe-latency', () => {
  test('measures every approved region twice a minute, 30 s apart', async () => {
    const { rounds } = await run({ regions: { compliance_approved_regions: [VIRGINIA, TOKYO] } });
    expect(asked).toEqual([`${VIRGINIA} at 0`, `${TOKYO} at 0`, `${VIRGINIA} at 30`, `${TOKYO} at 30`]);
    expect(rounds).toEqual(
      Array.from({ length: 2 }, () => [
        { region: VIRGINIA, latencyMs: 900 },
        { region: TOKYO, latencyMs: 500 },
      ]),
    );
    expect(await known()).toEqual({ [VIRGINIA]: 900, [TOKYO]: 500 });
  });

  test('four times, 15 s apart, where the configuration says so', async () => {
    await run({ latency: { probeIntervalSeconds: 15 } });
    expect(asked.filter((probe) => probe.startsWith(OREGON))).toEqual(
      [0, 15, 30, 45].map((at) => `${OREGON} at ${at}`),
    );
  });

  test('a throttled probe keeps the last value and says so', async () => {
    await run();
    await nextMinute();
    regions[TOKYO] = 'ThrottlingException';
    regions[OREGON] = 1_300;
    const { rounds } = await run();
    expect(rounds[1]).toContainEqual({ region: TOKYO, error: 'ThrottlingException' });
    expect(await known()).toEqual({ [VIRGINIA]: 900, [OREGON]: 1_300, [TOKYO]: 500 });
    expect(failures()).toEqual([{ Region: TOKYO }, { Region: TOKYO }]);
  });

  test('a throttled probe that never had a value leaves none', async () => {
    regions[TOKYO] = 'ThrottlingException';
    await run();
    expect(await known()).toEqual({ [VIRGINIA]: 900, [OREGON]: 1_100 });
  });

  test.each(['AccessDeniedException', 'ServiceUnavailableException', 'ConnectionError'])(
    '%s: asked once a round, and what was known ends by itself',
    async (name) => {
      await run();
      await nextMinute();
      regions[TOKYO] = name;
      asked = [];
      await run();
      expect(asked.filter((probe) => probe.startsWith(TOKYO))).toEqual([`${TOKYO} at 0`, `${TOKYO} at 30`]);
      expect(await known()).toEqual({ [VIRGINIA]: 900, [OREGON]: 1_100 });
      expect(failures()).toHaveLength(2);
      expect(report.lines.join()).toContain(`"region":"${TOKYO}","error":"${name}"`);
    },
  );

  test('signals that cannot be reached fail every probe, and the function continues', async () => {
    const gone = () => Promise.reject(Object.assign(new Error('gone'), { name: 'RedisUnavailableError' }));
    signals = { put: gone, get: gone };
    const { rounds } = await run();
    expect(rounds).toHaveLength(2);
    expect(failures()).toHaveLength(6);
  });
});
