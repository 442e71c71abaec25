import { describe, expect, test } from '@jest/globals';
import { defaultModels } from '../../state-machines/recommendation-generation.js';
import { parseReader, readCatalogue } from '../../functions/recommendation/index.js';
import { readReaderFile } from '../reader-file.js';
import { runShared } from './run-shared.js';
import { readSharedOptions, type GivenSharedOptions } from './shared-options.js';
import { isEverybodyServed } from './shared-report.js';
import { seconds, type SharedRun } from './shared-run.js';

const models = [defaultModels.primary, defaultModels.region, defaultModels.cheaper] as const;

async function run(given: GivenSharedOptions): Promise<SharedRun> {
  const options = readSharedOptions({ tasks: '3', duration: '50s', limit: '12', ...given }, models);
  const catalogue = await readCatalogue(options.catalogue);
  const { readers } = await readReaderFile(options.users, { parse: parseReader, limit: options.limit });
  return { ...(await runShared(options, { catalogue, readers })), wallDuration: 0 };
}

describe('request path and warm-up over the same circuits', () => {
  test('a region fails: all move to the other one, one probe brings them back', async () => {
    const dead = await run({ outage: ['5s..20s,unavailable,us-east-1'] });
    expect(isEverybodyServed(dead)).toBe(true);
    expect(dead.requests).toBe(150);
    expect(dead.probes).toBe(1);
    const states = dead.circuits[0]?.changes.map(({ state }) => state);
    expect(states).toEqual(['CLOSED', 'OPEN', 'HALF_OPEN', 'CLOSED']);
    // Half a minute after it opened, nobody but the region had answered.
    const opened = dead.circuits[0]?.changes[1]?.at ?? 0;
    const open = seconds(dead).filter(({ circuit }) => circuit === 'OPEN');
    expect(opened).toBeLessThan(15_000);
    for (const { answers } of open.slice(5, -2)) expect(Object.keys(answers['request path'])).toEqual(['region']);
    expect(Object.keys(seconds(dead).at(-2)?.answers['request path'] ?? {})).toEqual(['primary']);
  });

  test('every model fails: cache, then static list', async () => {
    const dark = await run({ outage: ['10s..60s,unavailable,all'] });
    expect(dark.answers.filter(({ origin }) => origin === 'request path')).toHaveLength(dark.requests);
    const tiers = new Set(
      dark.answers.flatMap(({ origin, tier, at }) => (origin === 'request path' && at > 30_000 ? [tier] : [])),
    );
    expect([...tiers].sort()).toEqual(['cached']);
  });
});
