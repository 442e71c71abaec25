import { formatDuration } from '../duration.js';

/** A moment in UTC to the second, as runbooks and logs write it: `2026-11-22 03:10:05 UTC`. */
export const momentText = (date: Date | number): string =>
  `${new Date(date).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** How long it is from a moment to another: `3 min 5 s`. Clocks differ: what lies ahead counts as now. */
export const lengthText = (milliseconds: number): string => formatDuration(Math.max(0, milliseconds));
