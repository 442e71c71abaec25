import { test } from '@jest/globals';
import fc from 'fast-check';
import { size } from '../../../test/size.js';
import { parseCircuitConfiguration, type CircuitOptions } from '../../circuit/configuration.js';
import { behaviourOf, faultSchedules } from '../machine/fault-schedule.fixture.js';
import { items } from '../machine/simulation.fixture.js';
import { checkInvariants } from './invariants.fixture.js';
import { simulate } from './simulation.fixture.js';

/** Random configurations under random fault schedules, every run on the engine in virtual time. */
const RUNS = size({ sample: 60, full: 320 });

const circuits: fc.Arbitrary<CircuitOptions> = fc
  .record({
    failureThreshold: fc.integer({ min: 1, max: 6 }),
    resetTimerSeconds: fc.integer({ min: 10, max: 300 }),
    maxResetSeconds: fc.integer({ min: 10, max: 300 }),
    maxOpenings: fc.integer({ min: 1, max: 5 }),
    chunkSize: fc.integer({ min: 1, max: 12 }),
    concurrency: fc.integer({ min: 1, max: 8 }),
    maxTries: fc.integer({ min: 1, max: 4 }),
  })
  .map((circuit) => ({ ...circuit, maxResetSeconds: Math.max(circuit.resetTimerSeconds, circuit.maxResetSeconds) }));

/** Building a machine costs more than running it: many schedules for each of some configurations. */
const configurations = fc.sample(circuits, { numRuns: size({ sample: 8, full: 25 }), seed: 7 });

const faults = faultSchedules([
  'ThrottlingException',
  'BedrockRuntime.ServiceUnavailableException',
  'ServiceQuotaExceededException',
  'ValidationException',
  'UnusableAnswer',
  'AccessDeniedException',
  'Lambda.TooManyRequestsException',
  'TooManyRequestsException',
  'SomethingNew',
]);

test(`the invariants hold in ${RUNS} random outages`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...configurations),
      faults,
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom(100, 1_000, 5_000),
      fc.constantFrom(undefined, 'CLOSED' as const, 'OPEN' as const, 'HALF_OPEN' as const),
      async (circuit, schedule, count, latency, state) => {
        const run = await simulate({
          circuit,
          behaviour: behaviourOf(schedule, latency),
          input: { items: items(count), ...(state && { state }) },
        });
        checkInvariants(run, parseCircuitConfiguration(circuit), items(count));
      },
    ),
    { seed: 20_261_122, numRuns: RUNS },
  );
});
