import { describe, expect, test } from '@jest/globals';
import aslValidator from 'asl-validator';
import { checkAsl } from '../src/asl/index.js';
import { after, machine, pending, type Outcome } from '../src/testing/jest.js';
import { recommendReader } from './recommend-reader.js';

const NOW = Date.parse('2026-11-22T03:00:00Z');
const CLOSED = { Item: { circuit: { S: 'c' }, st: { S: 'CLOSED' }, gen: { N: '4' } } };
const open = (ms: number) => ({ Item: { st: { S: 'OPEN' }, open_until: { N: String(NOW + ms) } } });
const probing = (ms: number) => ({ Item: { st: { S: 'HALF_OPEN' }, probe_until: { N: String(NOW + ms) } } });
const held = (circuit: { readonly Item: object }, forced: string) => ({
  Item: { ...circuit.Item, forced: { S: forced } },
});
const titles = (...titleIds: number[]) => ({ titleIds, cached_at_utc: '2026-11-22T02:59:59Z' });
const throttled = { error: 'ThrottlingException' };
const DOWN = { error: 'Lambda.ServiceException' };

/** What the machine does when its tasks end like this; what is not given must not be asked. */
async function answer(tasks: Readonly<Record<string, Outcome>>, input: unknown = { readerId: 'r0001' }) {
  const mocked = Object.entries(tasks).reduce(
    (tested, [state, outcome]) => tested.task(state, outcome),
    machine(recommendReader(), { type: 'EXPRESS' }),
  );
  return mocked.run(input, { startAt: NOW });
}

test('the definition has no problem, and asl-validator finds none', () => {
  const { definition } = recommendReader().toDefinition();
  expect(checkAsl(definition)).toEqual([]);
  expect(aslValidator(structuredClone(definition))).toMatchObject({ isValid: true });
});

describe('the circuit of the primary model', () => {
  test.each([
    ['never tripped', {}],
    ['CLOSED', CLOSED],
    ['OPEN, and its time is over', open(0)],
    ['HALF_OPEN, and the lease of its probe is over', probing(-1)],
    ['OPEN, held closed by an operator', held(open(1), 'CLOSED')],
  ])('%s: primary answers', async (_name, circuit) => {
    const run = await answer({ 'Read circuit': circuit, Primary: titles(1, 2) });
    expect(run).toSucceedWith({ titleIds: [1, 2], tier: 'primary', mode: 'normal' });
  });

  test.each([
    ['OPEN', open(1)],
    ['HALF_OPEN with its probe out', probing(1)],
    ['CLOSED, held open by an operator', held(CLOSED, 'OPEN')],
  ])('%s: primary is left alone', async (_name, circuit) => {
    const run = await answer({ 'Read circuit': circuit, Cheaper: titles(3) });
    expect(run).toSucceedWith({ titleIds: [3], tier: 'cheaper', mode: 'degraded' });
  });

  test.each<[string, Outcome]>([
    ['fails', { error: 'DynamoDB.ProvisionedThroughputExceededException' }],
    ['hangs', pending],
  ])('its store %s: it counts as CLOSED, and the metric says so', async (_name, outcome) => {
    const run = await answer({ 'Read circuit': outcome, 'Report circuit unavailable': {}, Primary: titles(1) });
    expect(run).toSucceedWith({ titleIds: [1], tier: 'primary', mode: 'normal' });
    expect(run).toHaveCalled('Report circuit unavailable', {
      Namespace: 'Stepbreaker',
      MetricData: [{ MetricName: 'CircuitBreakerUnavailable', Value: 1, Unit: 'Count' }],
    });
  });

  test('its store and the metrics are down: primary answers all the same', async () => {
    const run = await answer({ 'Read circuit': DOWN, 'Report circuit unavailable': DOWN, Primary: titles(1) });
    expect(run).toSucceedWith({ titleIds: [1], tier: 'primary', mode: 'normal' });
  });
});

describe('each tier takes over from the one before it, and is asked once', () => {
  const begin = { 'Read circuit': CLOSED };

  test('a model call names its model, and is not to be repeated', async () => {
    const run = await answer({ ...begin, Primary: throttled, Cheaper: titles(3) });
    expect(run).toHaveCalled('Primary', {
      readerId: 'r0001',
      tier: 'primary',
      target: { region: 'us-east-1', modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' },
      probe: true,
    });
    expect(run).toHaveCalled('Primary', 1);
    expect(run).toSucceedWith({ titleIds: [3], tier: 'cheaper', mode: 'degraded' });
  });

  test('both models fail: the cache, with its note when it has one', async () => {
    const failed = { ...begin, Primary: throttled, Cheaper: throttled };
    expect(await answer({ ...failed, Cached: titles(5) })).toSucceedWith({
      titleIds: [5],
      tier: 'cached',
      mode: 'degraded',
    });
    const note = 'These recommendations are a few hours old.';
    expect(await answer({ ...failed, Cached: { ...titles(5), note } })).toSucceedWith({
      titleIds: [5],
      tier: 'cached',
      note,
      mode: 'degraded',
    });
  });

  test('the cache has nothing: the static list', async () => {
    const run = await answer({
      ...begin,
      Primary: throttled,
      Cheaper: throttled,
      Cached: { error: 'CacheMiss' },
      Static: { titleIds: [7, 8] },
    });
    expect(run).toSucceedWith({ titleIds: [7, 8], tier: 'static', note: expect.any(String), mode: 'degraded' });
  });

  test('a reader whom nobody knows gets the static list, without a second model call', async () => {
    const run = await answer({ ...begin, Primary: { error: 'ReaderNotFound' }, Static: { titleIds: [7] } });
    expect(run).toSucceedWith({ titleIds: [7], tier: 'static', note: expect.any(String), mode: 'degraded' });
  });

  test('everything is down: an answer without titles', async () => {
    const run = await answer({
      'Read circuit': DOWN,
      'Report circuit unavailable': DOWN,
      Primary: DOWN,
      Cheaper: DOWN,
      Cached: DOWN,
      Static: DOWN,
    });
    expect(run).toSucceedWith({ titleIds: [], tier: 'none', note: expect.any(String), mode: 'degraded' });
  });

  test('everything hangs: the answer comes within the 29 s that the gateway waits', async () => {
    const run = await answer({
      'Read circuit': pending,
      'Report circuit unavailable': pending,
      Primary: pending,
      Cheaper: after({ seconds: 60 }, titles(1)),
      Cached: pending,
      Static: pending,
    });
    expect(run).toSucceedWith(expect.objectContaining({ tier: 'none' }));
    expect(run).toHaveTaken({ seconds: 12 });
  });
});

test.each([{}, { readerId: '' }, { readerId: 7 }, { readerId: 'x'.repeat(2049) }, []])(
  'input %j names no reader',
  async (input) => {
    expect(await answer({}, input)).toFailWith('InvalidRequest');
  },
);
