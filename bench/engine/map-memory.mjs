/** @module What Maps take at their peak, by their number of items: each in a process of its own. */
import { childResult } from './child-result.mjs';
import { median } from './median.mjs';

const SIZES = [1000, 10_000, 40_000, 100_000];

export async function measureMaps({ engineUrl, rounds }) {
  const results = [];
  for (const kind of ['inline', 'distributed']) {
    for (const items of SIZES) {
      const runs = [];
      for (let round = 0; round < rounds; round++) {
        runs.push(await childResult('./map-memory-process.mjs', [engineUrl, kind, items]));
      }
      const milliseconds = median(runs.map((run) => run.milliseconds));
      results.push({
        kind,
        items,
        milliseconds: Math.round(milliseconds),
        microsecondsPerItem: Number(((milliseconds * 1000) / items).toFixed(1)),
        peakMegabytes: Math.round(median(runs.map((run) => run.peakMegabytes))),
      });
    }
  }
  return results;
}
