import { test } from '@jest/globals';
import fc from 'fast-check';
import { size } from '../../../test/size.js';
import { parseCircuitConfiguration } from '../../circuit/configuration.js';
import { behaviourOf, faultSchedules } from './fault-schedule.fixture.js';
import { checkInvariants } from './invariants.fixture.js';
import { randomCircuits } from './random-circuits.fixture.js';
import { items, simulate } from './simulation.fixture.js';

/** Random configurations under random fault schedules, every run on the engine in virtual time. */
const RUNS = size({ sample: 80, full: 1_000 });

const errors = [
  'ThrottlingException',
  'ServiceUnavailableException',
  'InternalServerException',
  'ModelTimeoutException',
  'ValidationException',
  'UnusableAnswer',
  'AccessDeniedException',
  'Lambda.TooManyRequestsException',
  'SomethingNew',
];

/** Building a machine costs more than running it: many schedules for each of some configurations. */
const configurations = fc.sample(randomCircuits, { numRuns: size({ sample: 15, full: 80 }), seed: 7 });

const faults = faultSchedules(errors);

test(`the invariants hold in ${RUNS} random outages`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...configurations),
      faults,
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom(100, 1_000, 5_000),
      fc.constantFrom(undefined, 'CLOSED' as const, 'OPEN' as const, 'HALF_OPEN' as const),
      fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 3 }),
      async (circuit, schedule, count, latency, state, stops) => {
        const run = await simulate({
          circuit,
          behaviour: behaviourOf(schedule, latency),
          input: { items: items(count), ...(state && { state }) },
          stops,
        });
        checkInvariants(run, parseCircuitConfiguration(circuit), items(count));
      },
    ),
    { seed: 20_261_122, numRuns: RUNS },
  );
});
