import { UsageError } from '../../src/cli/usage-error.js';
import { parseDuration } from '../../src/cli/duration.js';
import { readDemoOptions, type DemoOptions, type GivenDemoOptions } from '../options.js';
import type { Target } from '../outage.js';

/** The options of `stepbreaker demo --scenario shared` as they were typed. */
export interface GivenSharedOptions extends GivenDemoOptions {
  readonly tasks?: string;
  readonly duration?: string;
}

/** The options of `stepbreaker demo --scenario shared`, checked. */
export interface SharedOptions extends DemoOptions {
  /** Processes of the request path; each sends one request a second and has a breaker of its own. */
  readonly tasks: number;
  /** How long requests come, in milliseconds. */
  readonly duration: number;
}

/** What holds for an option that is not given, where it differs from the batch. */
export const sharedDefaults = {
  tasks: 10,
  duration: 120_000,
  /** A region fails for so long that the first probe fails. */
  outage: '20s..1m,unavailable,us-east-1',
  /** Readers to warm up: as many as keep it at work until well after the region failed. */
  limit: '300',
} as const;

const MOST_TASKS = 500;
const LONGEST = 3_600_000;

/** Options of the batch that mean nothing here. */
const BATCH_ONLY = ['whileOpen', 'input', 'continue', 'clock', 'strict'] as const;
const flag = (option: string): string => `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/**
 * Checks what was typed and fills in the defaults.
 *
 * @throws UsageError with every problem at once
 */
export function readSharedOptions(
  { tasks: givenTasks, duration: givenDuration, ...given }: GivenSharedOptions,
  targets: readonly [Target, ...Target[]],
): SharedOptions {
  const problems = BATCH_ONLY.filter((option) => given[option] !== undefined).map(
    (option) => `${flag(option)} is for --scenario batch only: leave it out.`,
  );
  const tasks = givenTasks === undefined ? sharedDefaults.tasks : Number(givenTasks);
  if (!Number.isInteger(tasks) || tasks < 1 || tasks > MOST_TASKS)
    problems.push(`--tasks is "${givenTasks}", expected a whole number from 1 to ${MOST_TASKS}.`);
  const duration = givenDuration === undefined ? sharedDefaults.duration : (parseDuration(givenDuration) ?? Number.NaN);
  if (!(duration >= 1_000 && duration <= LONGEST))
    problems.push(`--duration is "${givenDuration}", expected a duration from 1s to 1h, such as 2m.`);
  try {
    const options = readDemoOptions(
      { ...given, outage: given.outage ?? [sharedDefaults.outage], limit: given.limit ?? sharedDefaults.limit },
      targets,
    );
    if (problems.length === 0) return { ...options, tasks, duration };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.push(...error.problems);
  }
  throw new UsageError(problems);
}
