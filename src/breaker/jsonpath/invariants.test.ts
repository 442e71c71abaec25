import { test } from '@jest/globals';
import fc from 'fast-check';
import { parseCircuitConfiguration, type CircuitOptions } from '../configuration.js';
import { items, type Behaviour } from '../machine/simulation.fixture.js';
import { checkInvariants } from './invariants.fixture.js';
import { simulate } from './simulation.fixture.js';

/** Random configurations under random fault schedules, every run on the engine in virtual time. */
const RUNS = 320;

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
const configurations = fc.sample(circuits, { numRuns: 25, seed: 7 });

interface Fault {
  readonly target: string;
  readonly from: number;
  readonly length: number;
  readonly error: string;
  readonly percent: number;
}

const faults: fc.Arbitrary<Fault[]> = fc.array(
  fc.record({
    target: fc.constantFrom('primary', 'primary', 'region', 'cheaper', 'cached', 'static'),
    from: fc.integer({ min: 0, max: 120_000 }),
    length: fc.integer({ min: 1, max: 900_000 }),
    error: fc.constantFrom(
      'ThrottlingException',
      'BedrockRuntime.ServiceUnavailableException',
      'ServiceQuotaExceededException',
      'ValidationException',
      'UnusableAnswer',
      'AccessDeniedException',
      'Lambda.TooManyRequestsException',
      'TooManyRequestsException',
      'SomethingNew',
    ),
    percent: fc.constantFrom(100, 100, 50, 10),
  }),
  { maxLength: 5 },
);

/** Whether a call fails depends on what and when it is, not on the order of calls. */
const behaviourOf =
  (schedule: readonly Fault[], latency: number): Behaviour =>
  ({ target, item, at }) => {
    const dice = (Number(item.slice(1)) * 7919 + at * 31) % 100;
    const fault = schedule.find(
      (each) => each.target === target && at >= each.from && at < each.from + each.length && dice < each.percent,
    );
    return fault ? { milliseconds: 20 + dice, error: fault.error } : { milliseconds: latency + dice * 10 };
  };

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
