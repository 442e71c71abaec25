import { answered, tiers, type Call, type ItemResult, type Tier } from './run-record.js';

/** What is stacked in a column, from the bottom up: answers by tier, then requests that failed. */
export type Series = Tier | 'failed';

export interface Traffic {
  /** Length of a column, milliseconds. */
  readonly bucket: number;
  /** The series that occur at all. */
  readonly series: readonly Series[];
  /** For each column the count of each series. */
  readonly columns: readonly (readonly number[])[];
}

const bucketSeconds = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400];
const mostColumns = 80;

/** Counts requests to the models by tier, failed ones apart, and answers that needed no model, over time. */
export function trafficOverTime(
  { calls, results }: { readonly calls: readonly Call[]; readonly results: readonly Pick<ItemResult, 'tier' | 'at'>[] },
  duration: number,
): Traffic {
  const bucket = 1_000 * (bucketSeconds.find((seconds) => duration / (seconds * 1_000) <= mostColumns) ?? 604_800);
  const moments: { at: number; kind: Series }[] = [
    ...calls.map((call) => ({ at: call.at, kind: answered(call) ? call.tier : ('failed' as const) })),
    ...results.flatMap(({ at, tier }) => (tier === 'cached' || tier === 'static' ? [{ at, kind: tier }] : [])),
  ];
  const seen = new Set(moments.map(({ kind }) => kind));
  const series = ([...tiers, 'failed'] as const).filter((kind) => seen.has(kind));
  const columns = Array.from({ length: Math.ceil(duration / bucket) }, () => series.map(() => 0));
  for (const { at, kind } of moments) {
    const column = columns[Math.min(columns.length - 1, Math.floor(at / bucket))];
    const position = series.indexOf(kind);
    if (column !== undefined) column[position] = (column[position] ?? 0) + 1;
  }
  return { bucket, series, columns };
}
