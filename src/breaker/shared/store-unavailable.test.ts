import { describe, expect, test } from '@jest/globals';
import { items } from '../machine/simulation.fixture.js';
import { circuitKey, primaryFails, simulateShared } from './shared-simulation.fixture.js';

const primary = circuitKey('primary');

describe('a table that cannot be reached', () => {
  test('counts as CLOSED, tells, and nothing is written', async () => {
    const run = await simulateShared({
      batches: [{ input: { items: items(50) } }],
      behaviour: primaryFails(0, Infinity, 'ThrottlingException'),
      outages: [{ from: 0, to: Infinity }],
    });
    expect(run.table.requests['updateItem']).toBeUndefined();
    expect(run.metrics['CircuitBreakerUnavailable']).toBe(run.table.requests['batchGetItem']);
    expect(run.batches[0]?.output.outcomes).toMatchObject({ region: 50 });
    expect(run.published).toEqual([]);
  });

  test('for writing tells as well, and every item is served', async () => {
    const run = await simulateShared({
      circuit: { whileOpen: 'wait' },
      batches: [{ input: { items: items(50) } }],
      behaviour: primaryFails(0, 30_000, 'ThrottlingException'),
      outages: [{ from: 0, to: 40_000, only: 'writes' }],
    });
    expect(run.metrics['CircuitBreakerUnavailable']).toBeGreaterThan(0);
    expect(run.table.writes).toEqual([]);
    expect(run.batches[0]?.outcomes).toHaveLength(50);
  });

  test('when a probe is due: the circuit counts as CLOSED, and the batch goes on without a pause', async () => {
    const run = await simulateShared({
      circuit: { whileOpen: 'wait' },
      batches: [{ input: { items: items(50) }, startsAt: 60_000 }],
      outages: [{ from: 50_000, to: Infinity, only: 'writes' }],
      beside: async ({ table: { store } }) => {
        await store.attempt(primary, ['tripAtOnce'], { failureThreshold: 5, resetMs: 30_000 });
      },
    });
    expect(run.batches[0]?.output.outcomes).toMatchObject({ primary: 50 });
    expect(run.metrics['CircuitBreakerUnavailable']).toBe(5);
  });
});
