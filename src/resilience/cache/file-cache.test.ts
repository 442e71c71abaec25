import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CacheEntry, cacheEntry } from '../../../functions/recommendation/cache-entry.js';
import { openFileCache } from './file-cache.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepbreaker-'));
  file = join(folder, 'cache.ndjson');
});
afterEach(() => rm(folder, { recursive: true }));

const entry = (readerId: string, ...titleIds: number[]) => cacheEntry({ readerId, titleIds, tier: 'region' }, 0);
const lines = (...entries: CacheEntry[]) => entries.map((each) => `${JSON.stringify(each)}\n`).join('');

describe('the file cache', () => {
  test('begins empty and survives a restart, the last entry of a reader counts', async () => {
    const cache = await openFileCache(file);
    expect(await cache.get('r1')).toBeUndefined();
    await Promise.all([cache.put(entry('r1', 1)), cache.put(entry('r2', 2)), cache.put(entry('r1', 3))]);
    expect(await cache.get('r1')).toEqual(entry('r1', 3));
    expect(await readFile(file, 'utf8')).toBe(lines(entry('r1', 1), entry('r2', 2), entry('r1', 3)));

    const reopened = await openFileCache(file);
    expect(await reopened.get('r1')).toEqual(entry('r1', 3));
    expect(await reopened.get('r2')).toEqual(entry('r2', 2));
    expect(await reopened.getMany(['r2', 'r3'])).toEqual(new Map([['r2', entry('r2', 2)]]));
  });

  test('a torn last line is cut off, and the next entry stands on a line of its own', async () => {
    await writeFile(file, lines(entry('r1', 1)) + lines(entry('r2', 2)).slice(0, 30));
    const cache = await openFileCache(file);
    expect(await cache.get('r2')).toBeUndefined();
    await cache.put(entry('r3', 3));
    expect(await readFile(file, 'utf8')).toBe(lines(entry('r1', 1), entry('r3', 3)));
  });

  test('lines that are no entries are passed over', async () => {
    await writeFile(file, `{}\nnull\n"text"\n{"readerId": 7}\n${lines(entry('r1', 1))}`);
    expect(await (await openFileCache(file)).get('r1')).toEqual(entry('r1', 1));
  });

  test('superseded lines are dropped at the start once they are the larger part', async () => {
    await writeFile(file, lines(entry('r1', 1), entry('r1', 2), entry('r1', 3)));
    await openFileCache(file);
    expect(await readFile(file, 'utf8')).toBe(lines(entry('r1', 3)));
  });

  test('an entry that cannot be written is reported and not served', async () => {
    const cache = await openFileCache(join(folder, 'missing', 'cache.ndjson'));
    await expect(cache.put(entry('r1', 1))).rejects.toThrow('ENOENT');
    expect(await cache.get('r1')).toBeUndefined();
  });

  test('a file that cannot be read is an error, not an empty cache', async () => {
    await expect(openFileCache(folder)).rejects.toThrow('EISDIR');
  });
});
