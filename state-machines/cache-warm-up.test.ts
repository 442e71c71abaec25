import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import aslValidator from 'asl-validator';
import { checkAsl } from '../src/asl/index.js';
import { cacheWarmUp } from './cache-warm-up.js';
import { readersFromSeed, startWarmUpWorld, type WarmUpWorld } from './warm-up-world.fixture.js';

test('the definition has no problem, and asl-validator finds none', () => {
  const { definition } = cacheWarmUp().toDefinition();
  expect(checkAsl(definition)).toEqual([]);
  expect(aslValidator(structuredClone(definition))).toMatchObject({ isValid: true });
});

describe('1,000 readers', () => {
  let world: WarmUpWorld;
  beforeAll(async () => void (world = await startWarmUpWorld(readersFromSeed(1_100, 1))));
  afterAll(() => world.close());

  test('the most active thousand are generated once each, at little more than a transition an item', async () => {
    const machine = world.create('cache-warm-up', cacheWarmUp());
    const run = await world.run(machine);
    console.log(run.status, run.error, run.cause, JSON.stringify(run.output), run.billedTransitions, run.eventCount);
    expect(run.output).toMatchObject({ items: 1_000, outcomes: { primary: 1_000, rejected: 0 } });
  });
});
