import type { Clock } from './clock.js';
import type { Telemetry } from './telemetry.js';

/** Milliseconds between two warnings with the same message. */
const EVERY_MS = 10_000;

/**
 * The same telemetry, with each warning once in ten seconds at most: while something is down every call has the same to
 * say, and a log of that costs more than it tells. Metrics count every call as before.
 */
export function seldomWarnings(telemetry: Telemetry, clock: Pick<Clock, 'now'>): Telemetry {
  const warnedAt = new Map<string, number>();
  return {
    metrics: (dimensions, measurements) => telemetry.metrics(dimensions, measurements),
    logger: {
      warn(message, fields) {
        const now = clock.now();
        if (now - (warnedAt.get(message) ?? -Infinity) < EVERY_MS) return;
        warnedAt.set(message, now);
        telemetry.logger.warn(message, fields);
      },
    },
  };
}
