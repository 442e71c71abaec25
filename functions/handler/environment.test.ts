import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { virtualBedrock } from '../../src/local/bedrock/virtual-bedrock.fixture.js';
import { handler as cached } from '../cached-recommendations.js';
import { handler as generate } from '../generate-recommendations.js';
import { handler as listActiveReaders } from '../list-active-readers.js';
import { handler as listReaders } from '../list-readers.js';
import { handler as reportCacheFreshness } from '../report-cache-freshness.js';
import { handler as fromList } from '../static-recommendations.js';
import { titleAnswer } from '../../demo/title-answer.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepbreaker-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the Lambda handlers are wired from the environment', async () => {
  await expect(fromList({ readerId: 'r0001' })).rejects.toThrow('The environment variable CATALOGUE_URL is not set.');

  Object.assign(process.env, {
    CATALOGUE_URL: 'samples/catalogue.csv',
    READERS_URL: 'samples/readers.ndjson',
    CACHE_URL: join(folder, 'cache.ndjson'),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  });
  expect((await fromList({ readerId: 'r0001' })).titleIds).toHaveLength(10);
  await expect(cached({ readerId: 'r0001' })).rejects.toMatchObject({ name: 'CacheMiss' });

  const bedrock = await virtualBedrock({ answer: titleAnswer, latency: { medianMs: 0 } });
  const target = { region: 'us-east-1', modelId: 'us.anthropic.claude-sonnet-4' };
  const generated = await bedrock.asHandler(() => generate({ readerId: 'r0001', tier: 'primary', target }));
  await bedrock.close();
  expect(generated.titleIds).toHaveLength(10);

  // One process shares one cache, whichever handler opened it.
  expect(await cached({ readerId: 'r0001' })).toMatchObject({ titleIds: generated.titleIds });
  expect((await listReaders({ limit: 3 })).items).toHaveLength(3);
  const { items } = await listActiveReaders({ limit: 5_000 });
  expect(items).not.toContain('r0001');
  expect(await reportCacheFreshness({ limit: 5_000 })).toMatchObject({
    activeReaders: items.length + 1,
    entries: 1,
    succeeded: false,
  });
});
