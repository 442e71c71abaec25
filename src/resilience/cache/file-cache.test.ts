import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openFileCache } from './file-cache.js';
import { type Quote, quote, quotes } from './quote.fixture.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepbreaker-'));
  file = join(folder, 'cache.ndjson');
});
afterEach(() => rm(folder, { recursive: true }));

const entry = (currency: string, ...rates: number[]) => quote(currency, rates);
const lines = (...entries: Quote[]) => entries.map((each) => `${JSON.stringify(each)}\n`).join('');

describe('the file cache', () => {
  test('begins empty and survives a restart, the last entry of a key counts', async () => {
    const cache = await openFileCache(file, quotes);
    expect(await cache.get('EUR')).toBeUndefined();
    await Promise.all([cache.put(entry('EUR', 1)), cache.put(entry('JPY', 2)), cache.put(entry('EUR', 3))]);
    expect(await cache.get('EUR')).toEqual(entry('EUR', 3));
    expect(await readFile(file, 'utf8')).toBe(lines(entry('EUR', 1), entry('JPY', 2), entry('EUR', 3)));

    const reopened = await openFileCache(file, quotes);
    expect(await reopened.get('EUR')).toEqual(entry('EUR', 3));
    expect(await reopened.get('JPY')).toEqual(entry('JPY', 2));
    expect(await reopened.getMany(['JPY', 'CHF'])).toEqual(new Map([['JPY', entry('JPY', 2)]]));
  });

  test('a torn last line is cut off, and the next entry has a line of its own', async () => {
    await writeFile(file, lines(entry('EUR', 1)) + lines(entry('JPY', 2)).slice(0, 30));
    const cache = await openFileCache(file, quotes);
    expect(await cache.get('JPY')).toBeUndefined();
    await cache.put(entry('CHF', 3));
    expect(await readFile(file, 'utf8')).toBe(lines(entry('EUR', 1), entry('CHF', 3)));
  });

  test('lines that are no entries are passed over', async () => {
    await writeFile(file, `{}\nnull\n"text"\n{"currency": 7}\n${lines(entry('EUR', 1))}`);
    expect(await (await openFileCache(file, quotes)).get('EUR')).toEqual(entry('EUR', 1));
  });

  test('superseded lines are dropped at the start once they are the larger part', async () => {
    await writeFile(file, lines(entry('EUR', 1), entry('EUR', 2), entry('EUR', 3)));
    await openFileCache(file, quotes);
    expect(await readFile(file, 'utf8')).toBe(lines(entry('EUR', 3)));
  });

  test('an entry that cannot be written is reported and not served', async () => {
    const cache = await openFileCache(join(folder, 'missing', 'cache.ndjson'), quotes);
    await expect(cache.put(entry('EUR', 1))).rejects.toThrow('ENOENT');
    expect(await cache.get('EUR')).toBeUndefined();
  });

  test('a file that cannot be read is an error, not an empty cache', async () => {
    await expect(openFileCache(folder, quotes)).rejects.toThrow('EISDIR');
  });
});
