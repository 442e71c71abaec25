import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseCatalogue, parseReader, type Reader } from '../functions/recommendation/index.js';
import { demoDefaults, readDemoOptions, type GivenDemoOptions } from './options.js';
import { defaultModels } from '../state-machines/recommendation-generation.js';
import { runBatch, type BatchMaterial, type BatchRecord } from './run-batch.js';
import { summarise, type Summary } from './summary.js';
import { size } from '../test/size.js';

let catalogue: BatchMaterial['catalogue'];
let everybody: readonly (readonly [string, Reader])[];
beforeAll(() => {
  catalogue = parseCatalogue(readFileSync(demoDefaults.catalogue, 'utf8'));
  const lines = readFileSync(demoDefaults.users, 'utf8').trim().split('\n');
  everybody = lines.map(parseReader).map((reader) => [reader.userId, reader]);
});

const { primary, region, cheaper } = defaultModels;

const run = (given: GivenDemoOptions, readers: number): Promise<BatchRecord> =>
  runBatch(readDemoOptions(given, [primary, region, cheaper]), {
    catalogue,
    readers: new Map(everybody.slice(0, readers)),
  });

const figures = (batch: BatchRecord): Summary =>
  summarise({ ...batch, rejected: [], duplicates: [], servedBefore: 0, wallDuration: 0 });

describe('whatever is wrong with the primary model, everybody gets one answer', () => {
  test.each(['throttled', 'slow', 'dropped', 'partial', 'timeout', 'internal', 'unavailable'])('%s', async (error) => {
    const batch = await run({ outage: [`2s..2m,${error}`] }, 40);
    expect(batch.failure).toBeUndefined();
    expect(figures(batch)).toMatchObject({ items: 40, lost: 0, duplicated: 0, primaryCallsWhileOpen: 0 });
  });

  test.each(['invalid', 'validation'])('%s, which is no reason to open the circuit', async (error) => {
    const batch = await run({ outage: [`2s..2m,${error}`] }, 40);
    expect(figures(batch)).toMatchObject({ items: 40, lost: 0, duplicated: 0, circuit: [{ state: 'CLOSED', at: 0 }] });
  });

  test('all models unavailable: the static list serves', async () => {
    const { outcomes } = figures(await run({ outage: ['0..10h,unavailable,all'] }, 30));
    expect(outcomes).toMatchObject({ primary: 0, region: 0, cheaper: 0, static: 30 });
  });
});

test.each([
  ['10', 1.3],
  ['40', 1.1],
])('in chunks of %s it bills at most %d transitions an item', async (chunk, most) => {
  const items = size({ sample: 160, full: 300 });
  const { transitionsPerItem, outcomes } = figures(await run({ outage: false, chunk }, items));
  expect(transitionsPerItem).toBeLessThanOrEqual(most);
  expect(outcomes.primary).toBe(items);
});

describe('started with a probe, the first call is the probe', () => {
  test.each<[string, GivenDemoOptions, string[]]>([
    ['healthy', { outage: false }, ['HALF_OPEN', 'CLOSED']],
    ['down', { outage: ['0..20s'], whileOpen: 'wait' }, ['HALF_OPEN', 'OPEN', 'HALF_OPEN', 'CLOSED']],
  ])('of a %s model', async (_name, given, states) => {
    const batch = await run({ ...given, input: '{"state":"HALF_OPEN","failure_count":0}' }, 30);
    expect(batch.circuit.map(({ state }) => state)).toEqual(states);
    expect(batch.calls.filter(({ at }) => at < (batch.circuit[1]?.at ?? 0))).toHaveLength(1);
    expect(figures(batch)).toMatchObject({ lost: 0, duplicated: 0, primaryCallsWhileOpen: 0, items: 30 });
  });
});

test('the same seed gives the same run to the millisecond, another seed another one', async () => {
  const batch = (seed: string) => run({ outage: ['5s..60s,partial'], seed }, 60);
  const first = await batch('7');
  const again = await batch('7');
  const withoutIds = ({ calls, ...rest }: BatchRecord) => ({
    ...rest,
    calls: calls.map(({ at, tier, status }) => ({ at, tier, status })),
  });
  expect(withoutIds(again)).toEqual(withoutIds(first));
  expect((await batch('8')).duration).not.toBe(first.duration);
});

test('a result names the target that answered', async () => {
  const { results } = await run({ outage: ['0..1h,unavailable,us-east-1'] }, 20);
  expect(results).toHaveLength(20);
  for (const { tier, titleIds, ...target } of results) {
    expect(titleIds.length).toBeGreaterThan(0);
    expect(target).toMatchObject({ region: region.region, model: region.modelId });
    expect(tier).toBe('region');
  }
});

test('stopped, it keeps the outcomes it has and says so', async () => {
  const controller = new AbortController();
  const options = readDemoOptions({ outage: false }, [primary, region, cheaper]);
  let served = 0;
  const batch = await runBatch(
    options,
    { catalogue, readers: new Map(everybody.slice(0, 60)) },
    {
      signal: controller.signal,
      onResult() {
        served += 1;
        if (served === 15) controller.abort();
      },
    },
  );
  expect(batch.failure).toMatch(/^ABORTED: Interrupted/);
  expect(batch.results.length).toBeGreaterThanOrEqual(15);
  expect(batch.results.length).toBeLessThan(60);
});

test('more readers than an execution takes are refused before anything runs', async () => {
  const [, reader] = everybody[0] ?? [];
  const readers = new Map(Array.from({ length: 30_000 }, (_, index) => [`reader-${index}`, reader as Reader]));
  const options = readDemoOptions({}, [primary, region, cheaper]);
  await expect(runBatch(options, { catalogue, readers })).rejects.toThrow(
    /--users has 30000 readers, whose ids are \d+ bytes of execution input, expected at most 262144: take fewer, such as --limit 1\d000\./,
  );
});

test('the environment is as it was', async () => {
  const before = { ...process.env };
  await run({ outage: false }, 3);
  expect(process.env).toEqual(before);
});
