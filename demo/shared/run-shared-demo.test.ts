import { expect, test } from '@jest/globals';
import { primary } from '../run-record.fixture.js';
import { figuresOf } from './run-shared-demo.js';
import { isEverybodyServed } from './shared-report.js';
import type { SharedRun } from './shared-run.js';

const run: SharedRun = {
  answers: [{ origin: 'request path', tier: 'primary', at: 10 }],
  requests: 1,
  readers: 0,
  circuits: [],
  probes: 0,
  calls: [],
  outages: [],
  primary,
  duration: 1_000,
  wallDuration: 5,
};

test('how the warm-up ended is among the figures, when it did not succeed', () => {
  expect(isEverybodyServed(run)).toBe(true);
  expect(figuresOf(run)).not.toHaveProperty('failure');
  const failed = { ...run, failure: 'FAILED: States.Runtime no client' };
  expect(isEverybodyServed(failed)).toBe(false);
  expect(figuresOf(failed)).toMatchObject({ failure: 'FAILED: States.Runtime no client' });
});
