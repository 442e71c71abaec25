import { describe, expect, test } from '@jest/globals';
import { size } from '../../test/size.js';
import { explore, type Exploration } from './circuit-exploration.fixture.js';
import { brokenInvariants } from './circuit-invariants.fixture.js';

const rules = { failureThreshold: 2, windowMs: 2, resetMs: 1, maxResetMs: 2, leaseMs: 3 };
const setting: Exploration = {
  rules,
  store: 'script',
  clocks: [0, 0, 0],
  probeTime: 1,
  operator: false,
  outages: false,
};

/** An operator and clocks that differ make the search ten times as long: three callers are for `npm run verify`. */
const fewer = size({ sample: [0, 0], full: [0, 0, 0] });
const differing = size({ sample: [0, 1], full: [0, 0, 1] });

const settings: [name: string, Exploration][] = [
  ['Redis: three callers', setting],
  ['Redis: three callers, store outages', { ...setting, outages: true }],
  ['Redis: an operator', { ...setting, operator: true, clocks: fewer }],
  ['Redis: a threshold of three', { ...setting, rules: { ...rules, failureThreshold: 3 }, clocks: fewer }],
  ['Redis: three callers, a threshold of one', { ...setting, rules: { ...rules, failureThreshold: 1 } }],
  ['DynamoDB: three callers', { ...setting, store: 'conditional writes' }],
  ['DynamoDB: clocks that differ', { ...setting, store: 'conditional writes', clocks: differing }],
  ['DynamoDB: three callers, store outages', { ...setting, store: 'conditional writes', outages: true }],
  ['DynamoDB: an operator', { ...setting, store: 'conditional writes', operator: true, clocks: fewer }],
];

describe('every interleaving keeps I1 to I14', () => {
  test.each(settings)('%s', (_, exploration) => {
    const { violations, states } = explore(exploration, brokenInvariants(exploration));
    expect(Object.fromEntries(violations)).toEqual({});
    expect(states).toBeGreaterThan(300);
  });
});

test('a lease that is too short costs a second probe and breaks nothing else', () => {
  for (const store of ['script', 'conditional writes'] as const) {
    const hasty = { ...setting, store, clocks: fewer, rules: { ...rules, leaseMs: 1 }, probeTime: 3 };
    const { violations } = explore(hasty, brokenInvariants(hasty));
    expect([...violations.keys()]).toEqual(['I2 at most one live probe']);
  }
});
