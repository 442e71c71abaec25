/** @module How long compiling a machine takes: as the first one of a process; after many others; and when it was compiled before. */
import { childResult } from './child-result.mjs';
import { median } from './median.mjs';

const SIZES = [10, 50, 200, 500];

export async function measureCompileTime({ engineUrl, rounds }) {
  const results = [];
  for (const language of ['JSONPath', 'JSONata']) {
    for (const states of SIZES) {
      const runs = [];
      for (let round = 0; round < rounds; round++) {
        runs.push(await childResult('./compile-time-process.mjs', [engineUrl, language, states]));
      }
      const milliseconds = (each) => Number(median(runs.map(each)).toFixed(2));
      results.push({
        language,
        states,
        coldMilliseconds: milliseconds(({ cold }) => cold),
        otherTextsMilliseconds: milliseconds(({ otherTexts }) => otherTexts),
        warmMilliseconds: milliseconds(({ warm }) => warm),
      });
    }
  }
  return results;
}
