import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { type CacheEntry, parseCacheEntry } from '../../../functions/recommendation/cache-entry.js';
import { entriesOf } from './memory-cache.js';
import type { RecommendationCache } from '../../../functions/recommendation/recommendation-cache.js';

/**
 * A cache in a file of one JSON object a line, for a single process. Entries are appended and the last one of a
 * reader wins, so that a crash can cost no more than the line being written; such a torn line is skipped and cut off
 * at the next start. Superseded lines are dropped at the start once they are the larger part of the file.
 *
 * @throws the file system's error when the file exists and cannot be read
 */
export async function openFileCache(file: string): Promise<RecommendationCache> {
  const lines = (await readIfThere(file)).split('\n');
  const torn = lines.pop() !== '';
  const byReader = new Map<string, CacheEntry>();
  for (const line of lines) {
    const entry = parseCacheEntry(line);
    if (entry) byReader.set(entry.readerId, entry);
  }
  if (torn || lines.length > 2 * byReader.size) await rewrite(file, byReader.values());

  let written: Promise<void> = Promise.resolve();
  return {
    get: async (readerId) => byReader.get(readerId),
    getMany: async (readerIds) => entriesOf(readerIds, byReader),
    put(entry) {
      // One append at a time keeps the file in the order of the calls; a failed one must not stop the next.
      const append = written.catch(() => undefined).then(() => appendFile(file, `${JSON.stringify(entry)}\n`));
      written = append;
      return append.then(() => void byReader.set(entry.readerId, entry));
    },
  };
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

async function rewrite(file: string, entries: Iterable<CacheEntry>): Promise<void> {
  const fresh = `${file}.${process.pid}.new`;
  await writeFile(fresh, Array.from(entries, (entry) => `${JSON.stringify(entry)}\n`).join(''));
  await rename(fresh, file);
}
