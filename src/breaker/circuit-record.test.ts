import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldedExpression, initialExpression, probeDueExpression, reopenedExpression } from './circuit-record.js';
import { parseCircuitConfiguration } from '../circuit/configuration.js';
import { evaluateJsonata } from './evaluate-jsonata.fixture.js';
import { size } from '../../test/size.js';

const circuit = parseCircuitConfiguration();
const closed = { state: 'CLOSED', failures: [] as number[], openings: 0, announced: 'CLOSED' };
const failure = (at: number, kind = 'counted') => ({ ok: false, item: 'u', kind, at });

const fold = (failures: readonly number[], result: readonly unknown[], now = 1_000_000) =>
  evaluateJsonata(foldedExpression('primary', circuit), {
    primaryCircuit: { ...closed, failures },
    states: { result },
    now,
  }) as Promise<{ state: string; failures: number[]; openedAt?: number; openUntil?: number; openings: number }>;

describe('foldedExpression', () => {
  test('five failures in 30 s open the circuit', async () => {
    expect(await fold([0, 10_000, 20_000], [failure(25_000), failure(30_000)])).toEqual({
      state: 'OPEN',
      failures: [],
      openings: 1,
      openedAt: 1_000_000,
      openUntil: 1_030_000,
      announced: 'CLOSED',
    });
  });

  test('five failures in 30 s and a millisecond do not', async () => {
    expect(await fold([0, 10_000, 20_000], [failure(25_000), failure(30_001)])).toEqual({
      ...closed,
      failures: [10_000, 20_000, 25_000, 30_001],
    });
  });

  test('a burst at the beginning of a long chunk opens it', async () => {
    const burst = [0, 1, 2, 3, 4].map((at) => failure(at));
    expect((await fold([], [...burst, { ok: true, item: 'v' }, failure(90_000)])).state).toBe('OPEN');
  });

  test('only counted errors count', async () => {
    const refused = Array.from({ length: 40 }, (_, i) => failure(i, 'refused'));
    expect(await fold([], refused)).toEqual(closed);
  });

  test('a slow success counts', async () => {
    const slow = [0, 1, 2, 3, 4].map((at) => ({ ok: true, item: 'u', at, slow: true }));
    expect((await fold([], slow)).state).toBe('OPEN');
  });

  test('an exhausted quota opens it at once, for the longest reset', async () => {
    expect(await fold([], [failure(5, 'exhausted')])).toMatchObject({ state: 'OPEN', openUntil: 1_300_000 });
  });

  test('agrees with a brute-force window for any failures', async () => {
    const times = fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 4 }), times, async (kept, now) => {
        const stored = kept.toSorted((a, b) => a - b);
        const all = [...stored, ...now].sort((a, b) => a - b);
        const trips = all.some((t) => all.filter((other) => other >= t && other <= t + 30_000).length >= 5);
        const folded = await fold(
          stored,
          now.map((at) => failure(at)),
        );
        expect(folded.state).toBe(trips ? 'OPEN' : 'CLOSED');
        expect(folded.failures).toEqual(trips ? [] : all.slice(-4));
      }),
      { seed: 1, numRuns: size({ sample: 60, full: 300 }) },
    );
  });
});

describe('reopenedExpression', () => {
  test('doubles up to the longest reset, however often it has opened', async () => {
    const resets = [];
    for (const openings of [1, 2, 3, 4, 9, 5_000]) {
      const record = (await evaluateJsonata(reopenedExpression('primary', circuit), {
        primaryCircuit: { ...closed, openings },
        now: 1000,
      })) as { openedAt: number; openUntil: number; openings: number };
      expect(record.openings).toBe(openings + 1);
      resets.push(record.openUntil - record.openedAt);
    }
    expect(resets).toEqual([60_000, 120_000, 240_000, 300_000, 300_000, 300_000]);
  });
});

describe('probeDueExpression', () => {
  test.each([
    [{ state: 'CLOSED' }, false],
    [{ state: 'HALF_OPEN' }, true],
    [{ state: 'OPEN', openUntil: 999 }, true],
    [{ state: 'OPEN', openUntil: 1000 }, true],
    [{ state: 'OPEN', openUntil: 1001 }, false],
  ])('%p at 1000 → %p', async (primaryCircuit, due) => {
    expect(await evaluateJsonata(probeDueExpression('primary'), { primaryCircuit, now: 1000 })).toBe(due);
  });
});

describe('initialExpression', () => {
  const initial = (input: object) =>
    evaluateJsonata(initialExpression('primary', circuit, true), { states: { input }, now: 50_000 });

  test.each([
    ['nothing', {}, closed],
    ['a state that is none', { state: 'AJAR' }, closed],
    [
      'the runbook',
      { state: 'HALF_OPEN', failure_count: 0 },
      { ...closed, state: 'HALF_OPEN', announced: 'HALF_OPEN' },
    ],
    [
      'OPEN',
      { state: 'OPEN' },
      { ...closed, state: 'OPEN', openings: 1, openedAt: 50_000, openUntil: 80_000, announced: 'OPEN' },
    ],
    ['a failure count', { state: 'CLOSED', failure_count: 2 }, { ...closed, failures: [50_000, 50_000] }],
    ['too many failures', { state: 'CLOSED', failure_count: 99 }, { ...closed, failures: Array(4).fill(50_000) }],
    ['the failures themselves', { state: 'CLOSED', failures: [3, 1, 2, 5, 4] }, { ...closed, failures: [2, 3, 4, 5] }],
    [
      'a continuation',
      {
        circuits: {
          primary: { state: 'OPEN', failures: [], openings: 3, openedAt: 1, openUntil: 2, announced: 'OPEN' },
        },
      },
      { state: 'OPEN', failures: [], openings: 3, openedAt: 1, openUntil: 2, announced: 'OPEN' },
    ],
  ])('from %s', async (_title, input, record) => {
    expect(await initial(input)).toEqual(record);
  });
});
