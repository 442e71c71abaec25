import { expect, test } from '@jest/globals';
import { emptyRun, smallRun } from './run-record.fixture.js';
import { summarise } from './summary.js';

test('has the figures of the run, in seconds', () => {
  expect(summarise(smallRun)).toEqual({
    items: 13,
    outcomes: { primary: 6, region: 3, cheaper: 1, cached: 1, static: 1, rejected: 1 },
    lost: 0,
    duplicated: 0,
    primaryCallsWhileOpen: 0,
    failedCallsBeforeOpen: 5,
    probes: 2,
    circuit: [
      { state: 'CLOSED', at: 0 },
      { state: 'OPEN', at: 10 },
      { state: 'HALF_OPEN', at: 40 },
      { state: 'OPEN', at: 40.5 },
      { state: 'HALF_OPEN', at: 60 },
      { state: 'CLOSED', at: 60.9 },
    ],
    transitionsPerItem: 2,
    virtualSeconds: 62,
    wallSeconds: 0.123,
  });
});

test('items are the sum of the outcomes', () => {
  const { items, outcomes } = summarise(smallRun);
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(items);
});

test('an empty run divides by nothing', () => {
  expect(summarise(emptyRun)).toMatchObject({ items: 0, transitionsPerItem: 0, virtualSeconds: 0, lost: 0 });
});
