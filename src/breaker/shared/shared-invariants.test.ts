import { test } from '@jest/globals';
import fc from 'fast-check';
import { size } from '../../../test/size.js';
import { parseCircuitConfiguration } from '../../circuit/index.js';
import { skipClock } from '../../engine/index.js';
import { behaviourOf, faultSchedules } from '../machine/fault-schedule.fixture.js';
import { checkCircuits, checkOutcomes } from '../machine/invariants.fixture.js';
import { randomCircuits } from '../machine/random-circuits.fixture.js';
import { items } from '../machine/simulation.fixture.js';
import { asOwnCircuits, simulateShared } from './shared-simulation.fixture.js';

const faults = faultSchedules([
  'ThrottlingException',
  'ServiceUnavailableException',
  'InternalServerException',
  'ModelTimeoutException',
  'ValidationException',
  'AccessDeniedException',
  'Lambda.TooManyRequestsException',
  'SomethingNew',
]);

const SHARED_RUNS = size({ sample: 40, full: 200 });
const OUTAGE_RUNS = size({ sample: 12, full: 50 });

/** Building a machine costs more than running it: many schedules for each of some configurations. */
const configurations = fc.sample(randomCircuits, { numRuns: size({ sample: 8, full: 20 }), seed: 11 });
const stops = fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 2 });
const state = fc.constantFrom(undefined, undefined, 'HALF_OPEN' as const);

/** Two batches of one circuit each time; the second may begin in the middle of the first. */
const world = {
  circuit: fc.constantFrom(...configurations),
  schedule: faults,
  latency: fc.constantFrom(100, 1_000, 5_000),
  first: fc.record({ count: fc.integer({ min: 0, max: 40 }), stops, state }),
  second: fc.record({
    count: fc.integer({ min: 0, max: 30 }),
    stops,
    state,
    startsAt: fc.integer({ max: 200_000, min: 0 }),
  }),
};
const named = (letter: string, count: number) => items(count).map((item) => item.replace('u', letter));
const START = skipClock().now();

test(`the invariants hold on circuits that two batches share, in ${SHARED_RUNS} random outages`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.record(world), async ({ circuit, schedule, latency, first, second }) => {
      const batches = [first, second].map(({ count, state: given, ...batch }, i) => ({
        ...batch,
        input: { items: named('uv'.charAt(i), count), ...(given && { state: given }) },
      }));
      const run = await simulateShared({ circuit, batches, behaviour: behaviourOf(schedule, latency) });
      const configuration = parseCircuitConfiguration(circuit);
      checkCircuits(asOwnCircuits(run, START), configuration);
      run.batches.forEach((batch, i) => checkOutcomes(batch, configuration, batches[i]?.input.items ?? []));
    }),
    { seed: 20_261_122, numRuns: SHARED_RUNS },
  );
});

test(`every item has one outcome while the table comes and goes, in ${OUTAGE_RUNS} random outages`, async () => {
  const outages = fc.array(
    fc
      .record({
        from: fc.integer({ min: 0, max: 300_000 }),
        length: fc.integer({ min: 1, max: 200_000 }),
        only: fc.constantFrom(undefined, 'writes' as const),
      })
      .map(({ from, length, only }) => ({ from, to: from + length, ...(only && { only }) })),
    { maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(fc.record(world), outages, async ({ circuit, schedule, latency, first }, down) => {
      const input = { items: named('u', first.count), ...(first.state && { state: first.state }) };
      const run = await simulateShared({
        circuit,
        batches: [{ input, stops: first.stops }],
        behaviour: behaviourOf(schedule, latency),
        outages: down,
      });
      for (const batch of run.batches) checkOutcomes(batch, parseCircuitConfiguration(circuit), input.items);
    }),
    { seed: 20_261_122, numRuns: OUTAGE_RUNS },
  );
});
