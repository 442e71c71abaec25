import { afterEach, describe, expect, test } from '@jest/globals';
import { memoryCircuitStore, type CircuitStore } from '../../circuit/index.js';
import type { Fault, FaultKind } from '../../local/bedrock/index.js';
import { type VirtualBedrock, virtualBedrock } from '../../local/bedrock/virtual-bedrock.fixture.js';
import { type BedrockClient, createBedrockClient } from '../bedrock-client.js';
import { type ApplicationOptions, parseApplicationConfiguration } from '../../resilience/configuration/index.js';
import { seededRandom } from '../../resilience/seeded-random.js';
import { recordedTelemetry } from '../../resilience/telemetry.fixture.js';
import { memoryLiveSignals } from '../../resilience/regions/memory-live-signals.js';
import {
  createMultiRegionBedrockClient,
  type MultiRegionBedrockClient,
  type MultiRegionBedrockOptions,
  type RegionalRequest,
} from './multi-region-bedrock-client.js';
import { createRegionHealth } from '../../resilience/regions/region-health.js';
import { scriptedBedrock } from './scripted-bedrock.fixture.js';
import { targetCircuits } from '../../resilience/regions/target-circuits.js';

const [VIRGINIA, OREGON, TOKYO] = ['us-east-1', 'us-west-2', 'ap-northeast-1'] as const;
/** Calls of these tests are no canaries unless a test asks for some. */
const NO_CANARY = { regions: { canaryShare: 0 } } satisfies ApplicationOptions;

let bedrock: VirtualBedrock;
let clients: BedrockClient[] = [];
afterEach(async () => {
  for (const client of clients) client.destroy();
  clients = [];
  await bedrock.close();
});

interface Setting {
  readonly faults?: readonly Fault[];
  readonly rules?: ApplicationOptions;
  /** Tasks with a client of their own, which share nothing but the signals. */
  readonly tasks?: number;
  /** @default no circuits */
  readonly circuitStore?: CircuitStore;
  readonly options?: Partial<MultiRegionBedrockOptions>;
}

const start = async ({ faults = [], rules = NO_CANARY, tasks = 1, circuitStore, options = {} }: Setting = {}) => {
  bedrock = await virtualBedrock({ faults, seed: 11 });
  const { clock } = bedrock;
  const telemetry = recordedTelemetry();
  const signals = memoryLiveSignals(clock);
  const random = seededRandom(4);
  const configuration = parseApplicationConfiguration(rules);
  const task = (): MultiRegionBedrockClient => {
    const client = createBedrockClient({ clock, random });
    clients.push(client);
    return createMultiRegionBedrockClient({
      bedrock: client,
      configuration: { current: async () => configuration },
      health: createRegionHealth({ signals, clock, telemetry }),
      telemetry,
      random,
      clock,
      ...(circuitStore && { circuits: targetCircuits({ store: circuitStore, clock }) }),
      ...options,
    });
  };
  const fleet = Array.from({ length: tasks }, task);
  const converse = (request: Partial<RegionalRequest> = {}, by = fleet[0]) =>
    bedrock.asHandler(async () => by!.converse({ tier: 'primary', key: 'k', input: asking('Choose.'), ...request }));
  return { fleet, converse, telemetry };
};

const asking = (text: string) => ({ messages: [{ role: 'user' as const, content: [{ text }] }] });
const always = (error: FaultKind, region?: string, model?: string): Fault => ({
  from: 0,
  to: Infinity,
  error,
  ...(region && { region }),
  ...(model && { model }),
});
const regionsCalled = () => [...new Set(bedrock.calls.map(({ region }) => region))];

describe('a healthy world', () => {
  test('the first region answers, through its inference profile', async () => {
    const { converse, telemetry } = await start();
    expect(await converse()).toMatchObject({
      region: VIRGINIA,
      modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      mode: 'normal',
      maxTokens: 1_024,
      slaWindowMs: 3_000,
      output: { stopReason: 'end_turn' },
    });
    expect(telemetry.published).toMatchObject([{ name: 'InvocationsByRegion', dimensions: { Region: VIRGINIA } }]);
  });

  test('a limit that the caller or the route sets below is kept', async () => {
    const { converse } = await start();
    expect((await converse({ input: { ...asking('x'), inferenceConfig: { maxTokens: 99 } } })).maxTokens).toBe(99);
    expect((await converse({ route: { regions: [OREGON], maxTokens: 512 } })).maxTokens).toBe(512);
    expect(regionsCalled()).toEqual([VIRGINIA, OREGON]);
  });

  test('a request that every region would refuse is refused once', async () => {
    const { converse } = await start({ faults: [always('validation')] });
    await expect(converse()).rejects.toMatchObject({ name: 'ValidationException' });
    expect(bedrock.calls).toHaveLength(1);
  });
});

describe('a region that does not work', () => {
  test('a fallback region answers: a shorter answer, a longer window, and the caller is told', async () => {
    const { converse, telemetry } = await start({ faults: [always('unavailable', VIRGINIA)] });
    expect(await converse()).toMatchObject({ region: OREGON, mode: 'fallback', maxTokens: 512, slaWindowMs: 4_500 });
    expect(telemetry.total('FallbackRegionInUse', { Region: OREGON })).toBe(1);
  });

  test('users at home in Tokyo fall back to Tokyo', async () => {
    const { converse } = await start({ faults: [always('dropped', VIRGINIA)] });
    expect(await converse({ homeRegion: TOKYO })).toMatchObject({ region: TOKYO, mode: 'fallback' });
  });

  test.each(['unavailable', 'dropped'] as const)('%s: it is left alone, for this model', async (fault) => {
    const { converse } = await start({ faults: [always(fault, VIRGINIA, 'sonnet')] });
    await converse();
    const calls = bedrock.calls.length;
    expect(await converse()).toMatchObject({ region: OREGON });
    expect(bedrock.calls.slice(calls)).toMatchObject([{ region: OREGON }]);
    expect(await converse({ tier: 'cheaper' })).toMatchObject({ region: VIRGINIA, mode: 'normal' });
  });

  test.each(['throttled', 'internal', 'timeout'] as const)(
    '%s: the model is at fault, the region is not',
    async (fault) => {
      const { converse } = await start({ faults: [always(fault, VIRGINIA, 'sonnet')] });
      expect(await converse()).toMatchObject({ region: OREGON });
      const calls = bedrock.calls.length;
      expect(await converse()).toMatchObject({ region: OREGON });
      expect(bedrock.calls[calls]).toMatchObject({ region: VIRGINIA });
    },
  );

  test('who sees it first asks another model there, once, and the region is left alone by all', async () => {
    const { fleet, converse, telemetry } = await start({ faults: [always('unavailable', VIRGINIA)], tasks: 2 });
    await converse({}, fleet[0]);
    const others = bedrock.calls.filter(({ region, modelId }) => region === VIRGINIA && modelId.includes('haiku'));
    expect(others).toHaveLength(1);
    const calls = bedrock.calls.length;
    for (const tier of ['primary', 'cheaper'] as const)
      expect(await converse({ tier }, fleet[1])).toMatchObject({ region: OREGON, mode: 'fallback' });
    expect(bedrock.calls.slice(calls).map(({ region }) => region)).toEqual([OREGON, OREGON]);
    expect(telemetry.total('RegionUnhealthy', { Region: VIRGINIA })).toBe(2);
  });

  test('a model that fails alone is no unhealthy region', async () => {
    const { converse, telemetry } = await start({ faults: [always('unavailable', VIRGINIA, 'sonnet')] });
    await converse();
    await converse();
    expect(telemetry.total('RegionUnhealthy')).toBe(0);
    expect(telemetry.total('FallbackRegionInUse', { Region: OREGON })).toBe(2);
  });

  test('all regions down: an error that says so, and after it no more calls', async () => {
    const { converse } = await start({ faults: [always('unavailable')] });
    await expect(converse()).rejects.toMatchObject({
      name: 'AllRegionsUnavailable',
      regions: [VIRGINIA, OREGON, TOKYO].map((region) => ({ region, reason: 'ServiceUnavailableException' })),
      cause: { name: 'ServiceUnavailableException' },
    });
    const calls = bedrock.calls.length;
    await expect(converse()).rejects.toThrow(/unhealthy; .*unhealthy; .*unhealthy\)\. Serve the next tier\./);
    expect(bedrock.calls).toHaveLength(calls);
  });

  test('a region that is not approved is not called when all others are down', async () => {
    const compliance_approved_regions = [VIRGINIA, TOKYO];
    const { converse } = await start({
      faults: [always('unavailable', VIRGINIA), always('unavailable', TOKYO)],
      rules: { regions: { compliance_approved_regions, canaryShare: 0.5 } },
    });
    for (const route of [undefined, { regions: [OREGON], maxTokens: 512 }])
      await expect(converse(route && { route })).rejects.toThrow('No region answered');
    expect(regionsCalled()).toEqual(compliance_approved_regions);
  });
});

test.each([['no circuits', undefined] as const, ['circuits', memoryCircuitStore()] as const])(
  'a caller who leaves is asked for nowhere else: %s',
  async (_, circuitStore) => {
    const { converse } = await start({ faults: [always('slow')], ...(circuitStore && { circuitStore }) });
    const { signal, clear } = bedrock.clock.timeout(1_000);
    await expect(converse({ signal })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(bedrock.elapsed()).toBe(1_000);
    clear();
    await expect(converse({ signal })).rejects.toBe(signal.reason);
    expect(bedrock.calls.map(({ region }) => region)).toEqual([VIRGINIA]);
  },
);

describe('the circuits of the regions and models', () => {
  test('one that is open costs no call, its probe is asked once', async () => {
    const store = memoryCircuitStore({ now: () => bedrock.clock.now() });
    const { converse } = await start({ faults: [always('throttled', VIRGINIA)], circuitStore: store });
    for (let index = 0; index < 5; index += 1) expect(await converse()).toMatchObject({ region: OREGON });
    const calls = bedrock.calls.length;
    expect(await converse()).toMatchObject({ region: OREGON, mode: 'fallback' });
    expect(bedrock.calls.slice(calls)).toMatchObject([{ region: OREGON }]);
    await bedrock.asHandler(() => bedrock.clock.sleep(30_000));
    await converse();
    expect(bedrock.calls.slice(calls + 1)).toMatchObject([{ region: VIRGINIA, attempt: 1 }, { region: OREGON }]);
  });

  test('a region whose circuit is open says so when all others fail', async () => {
    const store = memoryCircuitStore();
    await store.attempt(`${VIRGINIA}/us.anthropic.claude-sonnet-4-5-20250929-v1:0`, ['force'], {
      failureThreshold: 5,
      forced: 'OPEN',
    });
    const { converse } = await start({
      faults: [always('internal')],
      circuitStore: store,
      rules: { regions: { compliance_approved_regions: [VIRGINIA, OREGON], canaryShare: 0 } },
    });
    await expect(converse()).rejects.toMatchObject({
      regions: [
        { region: VIRGINIA, reason: 'CircuitOpenError' },
        { region: OREGON, reason: 'InternalServerException' },
      ],
    });
  });
});

describe('personal fields', () => {
  const personal = { input: asking('Hanako likes it.'), personalFields: { name: 'Hanako' } };

  test('stay in the home region', async () => {
    const scripted = scriptedBedrock();
    const { converse } = await start({ options: { bedrock: scripted } });
    for (const home of [{ homeRegion: TOKYO }, { homeRegion: VIRGINIA }, {}]) await converse({ ...personal, ...home });
    expect(scripted.calls.map(({ input }) => input.messages?.[0]?.content?.[0]?.text)).toEqual([
      '[name] likes it.',
      'Hanako likes it.',
      'Hanako likes it.',
    ]);
  });

  test('a hook that fails lets nothing out', async () => {
    const leaveHomeRegion = () => {
      throw new Error('No list of personal fields.');
    };
    const { converse } = await start({ options: { leaveHomeRegion } });
    await expect(converse({ ...personal, homeRegion: TOKYO })).rejects.toThrow('No list of personal fields.');
    expect(bedrock.calls).toEqual([]);
  });
});

describe('the canary', () => {
  test('one call in a hundred proves the fallback region, with figures of its own', async () => {
    const scripted = scriptedBedrock();
    const { converse, telemetry } = await start({ rules: {}, options: { bedrock: scripted } });
    for (let index = 0; index < 3_000; index += 1) await converse({ key: `call ${index}` });
    const canaries = scripted.calls.filter(({ region }) => region === OREGON).length;
    expect(canaries).toBeGreaterThan(15);
    expect(canaries).toBeLessThan(45);
    expect(telemetry.total('CanaryUsable', { Region: OREGON })).toBe(canaries);
    expect(telemetry.published.filter(({ name }) => name === 'CanaryLatency')).toHaveLength(canaries);
    expect(telemetry.total('FallbackRegionInUse')).toBe(0);
  });

  test('tells who asks', async () => {
    const { converse } = await start({ options: { random: () => 0 }, rules: {} });
    expect(await converse()).toMatchObject({ region: OREGON, mode: 'canary', maxTokens: 1_024, slaWindowMs: 3_000 });
  });

  test('one that fails is answered by the first region all the same', async () => {
    const { telemetry, converse } = await start({
      faults: [always('unavailable', OREGON)],
      options: { random: () => 0 },
      rules: {},
    });
    expect(await converse()).toMatchObject({ region: VIRGINIA, mode: 'normal', maxTokens: 1_024 });
    expect(telemetry.total('CanaryFailed', { Region: OREGON })).toBe(1);
  });

  test('an answer that was cut off is of no use', async () => {
    const { telemetry, converse } = await start({ options: { random: () => 0, isUsable: () => false }, rules: {} });
    await converse();
    expect(telemetry.published).toMatchObject([{}, {}, { name: 'CanaryUsable', value: 0 }]);
  });
});
