import { describe, expect, test } from '@jest/globals';
import { parseCircuitConfiguration, type CircuitOptions } from '../circuit/configuration.js';
import { evaluateJsonata } from './evaluate-jsonata.fixture.js';
import { workQueue } from './work-queue.js';

const queueWith = (options: CircuitOptions = {}) =>
  workQueue(['primary', 'region'], parseCircuitConfiguration({ chunkSize: 2, ...options }));
const queue = queueWith();
const entry = (item: unknown, target = 0, tries = 0) => ({ item, tries, target });
const all = async (texts: Readonly<Record<string, string>>, variables: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    await Promise.all(Object.entries(texts).map(async ([k, text]) => [k, await evaluateJsonata(text, variables)])),
  ) as Record<string, unknown>;

const openings = (n: number) => ({ primaryCircuit: { openings: n } });

describe('takeChunk', () => {
  test('fresh items come first, a page at a time', async () => {
    const variables = { pages: [['a', 'b'], ['c']], page: 0, waiting: [entry('w', 1)], ...openings(0) };
    expect(await all(queue.takeChunk(0), variables)).toEqual({
      chunk: [entry('a'), entry('b')],
      waiting: [entry('w', 1)],
      page: 1,
    });
  });

  test('a page of one item stays a list', async () => {
    const taken = await all(queue.takeChunk(0), { pages: [['only']], page: 0, waiting: [] });
    expect(taken).toEqual({ chunk: [entry('only')], waiting: [], page: 1 });
  });

  test('items may be objects', async () => {
    const pages = [[{ id: 1, tags: ['x', 'y'] }, { id: 2 }]];
    expect((await all(queue.takeChunk(0), { pages, page: 0, waiting: [] }))['chunk']).toEqual([
      entry({ id: 1, tags: ['x', 'y'] }),
      entry({ id: 2 }),
    ]);
  });

  test('then what waits, as much as a chunk holds, and the rest keeps waiting', async () => {
    const waiting = [entry('x', 0, 1), entry('later', 2), entry('y', 1), entry('z', 0, 2)];
    expect(await all(queue.takeChunk(1), { pages: [['a']], page: 1, waiting })).toEqual({
      chunk: [entry('x', 0, 1), entry('y', 1)],
      waiting: [entry('later', 2), entry('z', 0, 2)],
      page: 1,
    });
  });
});

describe('while work waits for the first target', () => {
  const waits = queueWith({ whileOpen: 'wait', maxOpenings: 3 });
  const variables = { pages: [['a']], page: 0, waiting: [entry('x', 0, 1)] };

  test('nothing of it is work for another target', async () => {
    expect(await evaluateJsonata(waits.hasWork(1), { ...variables, ...openings(3) })).toBe(false);
    expect(await evaluateJsonata(waits.hasWork(2), { ...variables, ...openings(3) })).toBe(false);
    expect(await evaluateJsonata(waits.hasWork(0), { ...variables, ...openings(3) })).toBe(true);
  });

  test('until the first target has been given up', async () => {
    expect(await evaluateJsonata(waits.hasWork(1), { ...variables, ...openings(4) })).toBe(true);
  });

  test('what failed there is', async () => {
    const failed = { pages: [], page: 0, waiting: [entry('x', 1)], ...openings(1) };
    expect(await evaluateJsonata(waits.hasWork(1), failed)).toBe(true);
    expect(await all(waits.takeChunk(1), failed)).toEqual({ chunk: [entry('x', 1)], waiting: [], page: 0 });
  });
});

describe('takeOne', () => {
  test('takes what waits before what is fresh', async () => {
    const variables = { pages: [['a', 'b']], page: 0, waiting: [entry('r', 1), entry('x', 0, 1), entry('y', 0, 1)] };
    expect(await all(queue.takeOne(0), variables)).toEqual({
      chunk: [entry('x', 0, 1)],
      waiting: [entry('r', 1), entry('y', 0, 1)],
      page: 0,
    });
  });

  test('breaks a page: its rest waits', async () => {
    const variables = { pages: [['a', 'b', 'c']], page: 0, waiting: [entry('r', 1)] };
    expect(await all(queue.takeOne(0), variables)).toEqual({
      chunk: [entry('a')],
      waiting: [entry('r', 1), entry('b'), entry('c')],
      page: 1,
    });
  });

  test('of a page of one object', async () => {
    const variables = { pages: [[{ id: 1 }]], page: 0, waiting: [] };
    expect(await all(queue.takeOne(0), variables)).toEqual({ chunk: [entry({ id: 1 })], waiting: [], page: 1 });
  });
});

describe('returnFailed', () => {
  const returned = (kind: string, tries: number, target = 0) =>
    evaluateJsonata(queue.returnFailed(0, '$states.result[ok = false]'), {
      waiting: [entry('before', 1)],
      states: { result: [{ ok: true }, { ok: false, item: 'x', kind, tries, target }] },
    });

  test.each([
    ['counted', 0, entry('x', 0, 1)],
    ['transient', 1, entry('x', 0, 2)],
    ['counted', 2, entry('x', 1)],
    ['hop', 0, entry('x', 1)],
    ['refused', 0, entry('x', 2)],
  ])('%s after %d tries', async (kind, tries, waiting) => {
    expect(await returned(kind, tries)).toEqual([entry('before', 1), waiting]);
  });

  test('tries of another target do not count', async () => {
    expect(
      await evaluateJsonata(queue.returnFailed(1, '$failed'), {
        waiting: [],
        failed: { item: 'x', kind: 'counted', tries: 2, target: 0 },
      }),
    ).toEqual([entry('x', 1, 1)]);
  });

  test('a failed probe costs its item no try and puts it last', async () => {
    const probe = { item: 'x', kind: 'counted', tries: 2, target: 0 };
    expect(
      await evaluateJsonata(queue.returnProbe(0, '$states.input'), { waiting: [entry('w')], states: { input: probe } }),
    ).toEqual([entry('w'), entry('x', 0, 2)]);
  });

  test('with no failure nothing changes', async () => {
    const variables = { waiting: [entry('w')], states: { result: [{ ok: true }] } };
    expect(await evaluateJsonata(queue.returnFailed(0, '$states.result[ok = false]'), variables)).toEqual([entry('w')]);
  });
});

test.each([
  [[['a', 'b'], ['c', 'd'], ['e']], 1, ['c', 'd', 'e']],
  [[['a', 'b'], ['c']], 1, ['c']],
  [[['a', 'b']], 1, []],
  [[[{ id: 1 }]], 0, [{ id: 1 }]],
  [[], 0, []],
])('freshItems of %j from page %d', async (pages, page, expected) => {
  expect(await evaluateJsonata(queue.freshItems, { pages, page })).toEqual(expected);
});
