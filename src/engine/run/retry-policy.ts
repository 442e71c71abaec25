import type { StateSource } from '../definition/state-source.js';
import { show } from '../definition/state-source.js';
import { matchesError } from './error-matching.js';
import type { StateFailure } from './state-failure.js';

/** One entry of Retry, with AWS's defaults filled in. */
export interface Retrier {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
  readonly fullJitter: boolean;
}

const LIMITS = {
  IntervalSeconds: { from: 1, to: 99_999_999, whole: true },
  MaxAttempts: { from: 0, to: 99_999_999, whole: true },
  BackoffRate: { from: 1, to: Number.MAX_VALUE, whole: false },
  MaxDelaySeconds: { from: 1, to: 31_622_400, whole: true },
} as const;

export function compileRetriers(source: StateSource): readonly Retrier[] {
  return source.objects('Retry').map((entry, index) => {
    const at = `Retry[${index}]`;
    const number = (field: keyof typeof LIMITS, byDefault: number): number => {
      const value = entry[field];
      if (value === undefined) return byDefault;
      const { from, to, whole } = LIMITS[field];
      if (typeof value === 'number' && value >= from && value <= to && (!whole || Number.isInteger(value)))
        return value;
      const range = to === Number.MAX_VALUE ? `${from} or more` : `${from} to ${to}`;
      source.report(`${at}.${field}`, `is ${show(value)}: expected a${whole ? ' whole' : ''} number, ${range}`);
      return byDefault;
    };
    const jitter = entry['JitterStrategy'] ?? 'NONE';
    if (jitter !== 'FULL' && jitter !== 'NONE') {
      source.report(`${at}.JitterStrategy`, `is ${show(jitter)}: expected FULL or NONE`);
    }
    return {
      errors: compileErrorEquals(source, 'Retry', index, entry['ErrorEquals']),
      intervalSeconds: number('IntervalSeconds', 1),
      maxAttempts: number('MaxAttempts', 3),
      backoffRate: number('BackoffRate', 2),
      maxDelaySeconds: number('MaxDelaySeconds', Infinity),
      fullJitter: jitter === 'FULL',
    };
  });
}

/** The names of one entry of Retry or Catch; reports what AWS would refuse. */
export function compileErrorEquals(
  source: StateSource,
  field: 'Retry' | 'Catch',
  index: number,
  value: unknown,
): readonly string[] {
  const at = `${field}[${index}]`;
  const entries = source.fields[field];
  const isLast = Array.isArray(entries) && index === entries.length - 1;
  const names: unknown[] = Array.isArray(value) ? value : [];
  const texts = names.filter((name): name is string => typeof name === 'string');
  if (texts.length === 0 || texts.length < names.length) {
    source.report(`${at}.ErrorEquals`, `is ${show(value)}: expected a list of error names, at least one`);
  }
  if (texts.includes('States.ALL') && texts.length > 1) {
    source.report(`${at}.ErrorEquals`, 'has other names beside States.ALL: States.ALL must stand alone');
  }
  if (texts.includes('States.ALL') && !isLast) {
    source.report(`${at}.ErrorEquals`, 'is States.ALL, but entries follow that could never match: put it last');
  }
  return texts;
}

/** How often each retrier of a state has been used since the state was entered. */
export class RetryAccount {
  readonly #used: number[];

  readonly retriers: readonly Retrier[];

  constructor(retriers: readonly Retrier[]) {
    this.retriers = retriers;
    this.#used = retriers.map(() => 0);
  }

  /**
   * Milliseconds until the next attempt; undefined when there is none. The first retrier that matches decides; each has its
   * own counter (https://states-language.net/#errors).
   *
   * @param random a number in [0, 1), drawn only for full jitter
   */
  nextDelay(failure: StateFailure, random: () => number): number | undefined {
    const index = this.retriers.findIndex(({ errors }) => matchesError(errors, failure));
    const retrier = this.retriers[index];
    const used = this.#used[index];
    if (retrier === undefined || used === undefined || used >= retrier.maxAttempts) return undefined;
    this.#used[index] = used + 1;
    const delay = Math.min(retrier.intervalSeconds * retrier.backoffRate ** used, retrier.maxDelaySeconds) * 1000;
    return Math.round(retrier.fullJitter ? delay * random() : delay);
  }
}
