import { describe, expect, test } from '@jest/globals';
import { hundredTitles, readerOf } from './recommendation/catalogue.fixture.js';
import { readerStore } from './recommendation/reader-store.js';
import { recording } from './recording.fixture.js';
import { createHandler } from './static-recommendations.js';

const start = (readers = readerStore([readerOf({ 1: 5, 2: 1 }, 'secret-id')])) => {
  const report = recording();
  return { ...report, run: createHandler({ catalogue: hundredTitles, readers, ...report }) };
};

describe('static recommendations', () => {
  test('the ten best known titles that the reader has not rated', async () => {
    expect(await start().run({ readerId: 'secret-id' })).toEqual({ titleIds: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12] });
  });

  test('nobody is turned away: neither an unknown reader nor one who cannot be looked up', async () => {
    const best = { titleIds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] };
    expect(await start().run({ readerId: 'nobody' })).toEqual(best);
    const { run, lines } = start({ get: () => Promise.reject(new Error('secret-id: table gone')) });
    expect(await run({ readerId: 'secret-id' })).toEqual(best);
    expect(lines[0]).toContain('could not be looked up');
    expect(lines.join()).not.toContain('secret-id');
  });

  test('reports its tier', async () => {
    const { run, published } = start();
    await run({ readerId: 'secret-id' });
    expect(published[0]?.dimensions).toEqual({ tier: 'static' });
  });

  test('an event without a reader is refused', async () => {
    await expect(start().run({ readerId: '' })).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});
