import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readerStore, readReaderStore } from './reader-store.js';

const reader = (userId: string, activity = 0) => ({ userId, homeRegion: 'us-east-1', activity, ratings: [] });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepbreaker-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('of two readers with one id the first counts', async () => {
  const store = readerStore([reader('r1', 1), reader('r1', 2)]);
  expect(await store.get('r1')).toEqual(reader('r1', 1));
  expect(await store.get('r2')).toBeUndefined();
});

test('reads a file, empty lines apart', async () => {
  const file = join(folder, 'readers.ndjson');
  await writeFile(file, `${JSON.stringify(reader('r1'))}\n\n${JSON.stringify(reader('r2'))}\r\n`);
  expect(await (await readReaderStore(file)).get('r2')).toEqual(reader('r2'));
});

test('a malformed line is named with its file', async () => {
  const file = join(folder, 'readers.ndjson');
  await writeFile(file, `${JSON.stringify(reader('r1'))}\n{"userId": 7}\n`);
  await expect(readReaderStore(file)).rejects.toThrow(`${file}, line 2: userId is 7, expected a name`);
});

test('the sample readers are readable', async () => {
  const store = await readReaderStore('samples/readers.ndjson');
  expect(await store.get('r0300')).toMatchObject({ homeRegion: expect.stringMatching(/-1$|-2$/) });
});
