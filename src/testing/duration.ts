/** A length of time: milliseconds, or its parts added up: `{ minutes: 1, seconds: 30 }`. */
export type Duration = number | DurationParts;

export interface DurationParts {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

const UNITS = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000, milliseconds: 1 } as const;
const SYMBOLS = { days: 'd', hours: 'h', minutes: 'min', seconds: 's', milliseconds: 'ms' } as const;
const NAMES = Object.keys(UNITS) as readonly (keyof typeof UNITS)[];

export function isDuration(value: unknown): value is Duration {
  if (typeof value === 'number') return value >= 0;
  if (typeof value !== 'object' || value === null) return false;
  const parts = Object.entries(value);
  return parts.length > 0 && parts.every(([name, count]) => Object.hasOwn(UNITS, name) && typeof count === 'number');
}

/** @throws TypeError for what is no length of time */
export function milliseconds(duration: Duration): number {
  if (!isDuration(duration)) {
    throw new TypeError(
      `${JSON.stringify(duration)} is not a length of time: expected milliseconds, or parts such as { minutes: 1, seconds: 30 }`,
    );
  }
  if (typeof duration === 'number') return duration;
  return NAMES.reduce((sum, name) => sum + UNITS[name] * (duration[name] ?? 0), 0);
}

/** Written for people: `1 h 30 min`, `45 s`, `250 ms`, `0 s`. */
export function formatDuration(ms: number): string {
  let rest = Math.round(ms);
  const parts: string[] = [];
  for (const name of NAMES) {
    const count = Math.floor(rest / UNITS[name]);
    rest -= count * UNITS[name];
    if (count > 0) parts.push(`${count} ${SYMBOLS[name]}`);
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}
