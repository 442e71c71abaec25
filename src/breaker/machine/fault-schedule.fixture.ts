import fc from 'fast-check';
import type { Behaviour } from './simulation.fixture.js';

/** A target that fails for a while, with some percent of its calls. Times are milliseconds after the start. */
export interface ScheduledFault {
  readonly target: string;
  readonly from: number;
  readonly length: number;
  readonly error: string;
  readonly percent: number;
}

/** Random schedules of up to five faults with these errors. */
export const faultSchedules = (errors: readonly string[]): fc.Arbitrary<ScheduledFault[]> =>
  fc.array(
    fc.record({
      target: fc.constantFrom('primary', 'primary', 'region', 'cheaper', 'cached', 'static'),
      from: fc.integer({ min: 0, max: 120_000 }),
      length: fc.integer({ min: 1, max: 900_000 }),
      error: fc.constantFrom(...errors),
      percent: fc.constantFrom(100, 100, 50, 10),
    }),
    { maxLength: 5 },
  );

/** Whether a call fails depends on what and when it is, not on the order of calls. */
export const behaviourOf =
  (schedule: readonly ScheduledFault[], latency: number): Behaviour =>
  ({ target, item, at }) => {
    const dice = (Number(item.slice(1)) * 7919 + at * 31) % 100;
    const fault = schedule.find(
      (f) => f.target === target && at >= f.from && at < f.from + f.length && dice < f.percent,
    );
    return fault ? { milliseconds: 20 + dice, error: fault.error } : { milliseconds: latency + dice * 10 };
  };
