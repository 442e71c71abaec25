import type { LiveSignals } from '../../resilience/regions/live-signals.js';

/** How fast a region began to answer, and when that was found out. */
export interface LatencyMeasurement {
  /** Time to the first token, in milliseconds. */
  readonly latencyMs: number;
  /** Epoch milliseconds; from then on it is ignored. */
  readonly countsUntil: number;
}

/** The last measurement of each region, shared by all tasks. Each method rejects when the signals cannot be reached. */
export interface LatencyStore {
  put(region: string, measurement: LatencyMeasurement): Promise<void>;
  /** By region, with those that have ended: a probe that is throttled lets the last one count again. */
  read(regions: readonly string[]): Promise<ReadonlyMap<string, LatencyMeasurement>>;
}

/** How long a measurement that has ended is remembered. */
const REMEMBERED_MS = 300_000;

const keyOf = (region: string): string => `latency/${region}`;

/** Keeps measurements among the live signals. */
export const createLatencyStore = (signals: LiveSignals): LatencyStore => ({
  put: (region, measurement) => signals.put(keyOf(region), JSON.stringify(measurement), REMEMBERED_MS),
  async read(regions) {
    const said = await signals.get(regions.map(keyOf));
    return new Map(
      regions.flatMap((region, index): [string, LatencyMeasurement][] => {
        const text = said[index];
        const measurement = text === undefined ? undefined : parsed(text);
        return measurement ? [[region, measurement]] : [];
      }),
    );
  },
});

/** Nothing for a text that another version of this package may have written. */
function parsed(text: string): LatencyMeasurement | undefined {
  try {
    const { latencyMs, countsUntil }: Partial<Record<keyof LatencyMeasurement, unknown>> = Object(JSON.parse(text));
    return typeof latencyMs === 'number' && typeof countsUntil === 'number' ? { latencyMs, countsUntil } : undefined;
  } catch {
    return undefined;
  }
}
