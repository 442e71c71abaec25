import { describe, expect, test } from '@jest/globals';
import aslValidator from 'asl-validator';
import { checkAsl } from '../src/asl/index.js';
import { machine, pending, type Outcome } from '../src/testing/jest.js';
import { recommendReader } from './recommend-reader.js';

const ANSWER = { titleIds: [1, 2], tier: 'primary', mode: 'fallback', slaWindowMs: 4_500 };
const titles = (...titleIds: number[]) => ({ titleIds, cached_at_utc: '2026-11-22T02:59:59Z' });
const DOWN = { error: 'Lambda.ServiceException' };

/** What the machine does when its tasks end like this; what is not given must not be asked. */
async function answer(tasks: Readonly<Record<string, Outcome>>, input: unknown = { readerId: 'r0001' }) {
  const mocked = Object.entries(tasks).reduce(
    (tested, [state, outcome]) => tested.task(state, outcome),
    machine(recommendReader(), { type: 'EXPRESS' }),
  );
  return mocked.run(input);
}

test('the definition has no problem, and asl-validator finds none', () => {
  const { definition } = recommendReader().toDefinition();
  expect(checkAsl(definition)).toEqual([]);
  expect(aslValidator(structuredClone(definition))).toMatchObject({ isValid: true });
});

test.each([ANSWER, { ...ANSWER, titleIds: [7], tier: 'cached', note: 'These recommendations are a few hours old.' }])(
  'what the function answers is the answer: %j',
  async (given) => {
    const run = await answer({ Recommend: given });
    expect(run).toHaveCalled('Recommend', { readerId: 'r0001' });
    expect(run).toSucceedWith(given);
  },
);

describe('the function cannot be had', () => {
  test.each<[string, Outcome]>([
    ['it dies', { error: 'Runtime.ExitError' }],
    ['it is throttled', { error: 'Lambda.TooManyRequestsException' }],
    ['it hangs', pending],
  ])('%s: the cache, and it is not asked twice', async (_name, outcome) => {
    const run = await answer({ Recommend: outcome, Cached: titles(5) });
    expect(run).toHaveCalled('Recommend', 1);
    expect(run).toSucceedWith({ titleIds: [5], tier: 'cached', mode: 'degraded' });
  });

  test('the note of the cache is handed on', async () => {
    const note = 'These recommendations are a few hours old.';
    const run = await answer({ Recommend: DOWN, Cached: { ...titles(5), note } });
    expect(run).toSucceedWith({ titleIds: [5], tier: 'cached', note, mode: 'degraded' });
  });

  test('the cache has nothing: the static list', async () => {
    const run = await answer({ Recommend: DOWN, Cached: { error: 'CacheMiss' }, Static: { titleIds: [7, 8] } });
    expect(run).toSucceedWith({ titleIds: [7, 8], tier: 'static', note: expect.any(String), mode: 'degraded' });
  });

  test('everything is down: an answer without titles', async () => {
    const run = await answer({ Recommend: DOWN, Cached: DOWN, Static: DOWN });
    expect(run).toSucceedWith({ titleIds: [], tier: 'none', note: expect.any(String), mode: 'degraded' });
  });

  test('everything hangs: the answer comes within the 29 s that the gateway waits', async () => {
    const run = await answer({ Recommend: pending, Cached: pending, Static: pending });
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
