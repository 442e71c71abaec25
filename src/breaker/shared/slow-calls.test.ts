import { expect, test } from '@jest/globals';
import { items } from '../machine/simulation.fixture.js';
import { simulateShared, statesOfPrimary } from './shared-simulation.fixture.js';

test('slow calls are counted after their chunk, at no cost while there are none', async () => {
  const slow = await simulateShared({
    circuit: { slowCallMs: 3_000 },
    batches: [{ input: { items: items(40) } }],
    behaviour: ({ target }) => ({ milliseconds: target === 'primary' ? 4_000 : 100 }),
  });
  expect(statesOfPrimary(slow.table)).toEqual(['CLOSED', 'CLOSED', 'CLOSED', 'CLOSED', 'OPEN']);
  expect(slow.batches[0]?.output.outcomes).toMatchObject({ primary: 10, region: 30 });

  const quick = await simulateShared({ circuit: { slowCallMs: 3_000 }, batches: [{ input: { items: items(200) } }] });
  expect((quick.batches[0]?.executions[0]?.billedTransitions ?? 0) / 200).toBeLessThanOrEqual(1.35);
});
