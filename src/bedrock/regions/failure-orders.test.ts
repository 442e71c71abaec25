import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { memoryCircuitStore } from '../../circuit/index.js';
import { executeWithFallback } from '../../resilience/circuit/execute-with-fallback.js';
import { parseApplicationConfiguration, type ApplicationConfiguration } from '../../resilience/configuration/index.js';
import { seededRandom } from '../../resilience/seeded-random.js';
import { memoryLiveSignals } from '../../resilience/regions/memory-live-signals.js';
import { createMultiRegionBedrockClient } from './multi-region-bedrock-client.js';
import { createRegionHealth } from '../../resilience/regions/region-health.js';
import { scriptedBedrock } from './scripted-bedrock.fixture.js';
import { targetCircuits } from '../../resilience/regions/target-circuits.js';
import { size } from '../../../test/size.js';

const REGIONS = ['us-east-1', 'us-west-2', 'ap-northeast-1', 'eu-central-1'] as const;
const FAILURES = [
  'ServiceUnavailableException',
  'ConnectionError',
  'ThrottlingException',
  'ModelTimeoutException',
] as const;

/** One thing that happens to the world: a region begins to fail or recovers, time passes, callers ask. */
const step = fc.oneof(
  fc.record({ region: fc.constantFrom(...REGIONS), failure: fc.constantFrom(undefined, ...FAILURES) }),
  fc.record({ passMs: fc.constantFrom(1, 5_000, 31_000, 299_000, 301_000) }),
  {
    weight: 3,
    arbitrary: fc.record({ callers: fc.integer({ min: 1, max: 3 }), home: fc.constantFrom(undefined, ...REGIONS) }),
  },
);

const everywhere = (model: string) => Object.fromEntries(REGIONS.map((region) => [region, model]));

/** Checking a configuration costs more than a run: each is checked once. */
const checked = new Map<string, ApplicationConfiguration>();
function rulesFor(approved: readonly string[]): ApplicationConfiguration {
  const known = checked.get(approved.join());
  if (known) return known;
  const rules = parseApplicationConfiguration({
    regions: { priority: [...REGIONS], compliance_approved_regions: [...approved], canaryShare: 0.1 },
    models: { primary: everywhere('large'), cheaper: everywhere('small') },
  });
  checked.set(approved.join(), rules);
  return rules;
}

/** A world of three tasks that share signals and circuits, and where every model may fail. */
function world(approved: readonly string[], seed: number) {
  const clock = {
    at: 1_790_000_000_000,
    now: () => clock.at,
    sleep: async () => {},
    timeout: () => ({ signal: new AbortController().signal, clear: () => {} }),
  };
  const failing = new Map<string, string | undefined>();
  const bedrock = scriptedBedrock(({ region }) => failing.get(region));
  const rules = rulesFor(approved);
  const signals = memoryLiveSignals(clock);
  const circuits = targetCircuits({ store: memoryCircuitStore(clock), clock });
  const random = seededRandom(seed);
  const fleet = Array.from({ length: 3 }, () =>
    createMultiRegionBedrockClient({
      bedrock,
      configuration: { current: async () => rules },
      health: createRegionHealth({ signals, clock }),
      circuits,
      random,
      clock,
    }),
  );
  let asked = 0;
  const ask = (homeRegion: string | undefined) => {
    asked += 1;
    const key = `caller ${asked}`;
    const client = fleet[asked % fleet.length]!;
    const request = { tier: 'primary', key, input: {}, ...(homeRegion !== undefined && { homeRegion }) } as const;
    // Every second caller has something in the cache.
    const cached = async () => (asked % 2 === 0 ? 'cached' : Promise.reject(new Error('nothing cached')));
    return executeWithFallback<string>(
      { name: 'model', call: async () => (await client.converse(request)).region },
      { name: 'cached', call: cached },
      { name: 'static', call: () => 'a static answer' },
    );
  };
  return { clock, failing, bedrock, ask };
}

const RUNS = size({ sample: 200, full: 1_000 });

test('in any order of failures everybody is answered, and a region that is not approved is never called', async () => {
  let answeredByModels = 0;
  let answeredOtherwise = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...REGIONS]),
      fc.array(step, { minLength: 5, maxLength: 20 }),
      fc.integer(),
      async (approved, steps, seed) => {
        const { clock, failing, bedrock, ask } = world(approved, seed);
        for (const one of steps) {
          if ('failure' in one) failing.set(one.region, one.failure);
          else if ('passMs' in one) clock.at += one.passMs;
          else {
            const calls = bedrock.calls.length;
            const answers = await Promise.all(Array.from({ length: one.callers }, () => ask(one.home)));
            for (const { tier, result } of answers) {
              if (tier === 'model') answeredByModels += 1;
              else answeredOtherwise += 1;
              const isTrue = tier === 'model' ? !failing.get(result) : ['cached', 'a static answer'].includes(result);
              if (!isTrue) throw new Error(`${tier} answered "${result}", which ends in ${failing.get(result)}.`);
            }
            // At most a call and a question to another model in each approved region for a caller: nobody hammers one that fails.
            if (bedrock.calls.length - calls > one.callers * approved.length * 2) throw new Error('Too many calls.');
          }
        }
        const called = new Set(bedrock.calls.map(({ region }) => region));
        for (const name of approved) called.delete(name);
        if (called.size > 0) throw new Error(`Not approved, and called: ${[...called].join(', ')}.`);
      },
    ),
    { seed: 20_261_122, numRuns: RUNS },
  );
  // The orders were of both kinds: some left a region, some left none.
  expect(answeredByModels).toBeGreaterThan(3 * RUNS);
  expect(answeredOtherwise).toBeGreaterThan(3 * RUNS);
});
