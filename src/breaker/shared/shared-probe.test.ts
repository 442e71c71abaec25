import { describe, expect, test } from '@jest/globals';
import { circuitRules, parseCircuitConfiguration } from '../../circuit/index.js';
import { items, type Behaviour } from '../machine/simulation.fixture.js';
import { circuitKey, simulateShared, statesOfPrimary } from './shared-simulation.fixture.js';

const rules = circuitRules(parseCircuitConfiguration());
const primary = circuitKey('primary');

describe('the probe', () => {
  test('of an execution that was stopped is taken over when its lease has run out', async () => {
    const behaviour: Behaviour = ({ target, at }) =>
      target === 'primary' && at < 20_000
        ? { milliseconds: 100, error: 'ThrottlingException' }
        : { milliseconds: 50_000 };
    const run = await simulateShared({
      circuit: { whileOpen: 'wait' },
      // Stopped while it probes, and never started again.
      batches: [{ input: { items: items(5) }, stops: [40_000] }],
      behaviour,
    });
    const taken = run.table.writes.filter(({ after }) => after.st === 'HALF_OPEN').map(({ at }) => at);
    expect(taken).toHaveLength(2);
    expect((taken[1] ?? 0) - (taken[0] ?? 0)).toBeGreaterThanOrEqual(rules.leaseMs);
    expect(run.batches[0]?.output.outcomes).toMatchObject({ primary: 5 });
  });

  test('is made at once when an operator starts a batch in HALF_OPEN', async () => {
    const run = await simulateShared({
      circuit: { whileOpen: 'wait' },
      batches: [{ input: { items: items(20), state: 'HALF_OPEN', failure_count: 0 }, startsAt: 1_000 }],
      beside: async ({ table: { store } }) => {
        await store.attempt(primary, ['tripAtOnce'], { failureThreshold: 5, resetMs: 300_000 });
      },
    });
    expect(statesOfPrimary(run.table)).toEqual(['OPEN', 'OPEN', 'HALF_OPEN', 'CLOSED']);
    expect(run.milliseconds).toBeLessThan(30_000);
  });

  test('that fails with an error about nothing but its item leaves the next one due at once', async () => {
    const run = await simulateShared({
      circuit: { whileOpen: 'wait' },
      batches: [{ input: { items: items(3) }, startsAt: 1_000 }],
      behaviour: ({ item, target }) =>
        target === 'primary' && item === 'u00001'
          ? { milliseconds: 10, error: 'ValidationException' }
          : { milliseconds: 10 },
      beside: async ({ table: { store } }) => {
        await store.attempt(primary, ['tripAtOnce'], { failureThreshold: 5, resetMs: 10_000 });
      },
    });
    expect(statesOfPrimary(run.table)).toEqual(['OPEN', 'HALF_OPEN', 'OPEN', 'HALF_OPEN', 'CLOSED']);
    expect(run.batches[0]?.output.outcomes).toMatchObject({ primary: 2, cached: 1 });
  });
});
