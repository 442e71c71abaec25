import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import type { CacheEntry } from './cache-entry.js';
import type { DegradationCache } from './degradation-cache.js';
import { type EntryFormat, keyOf, parseEntry } from './entry-format.js';
import { entriesUnder } from './memory-cache.js';

/**
 * A cache in a file of one JSON object a line, for a single process. Entries are appended and the last one of a
 * key wins, so that a crash can cost no more than the line being written; such a torn line is skipped and cut off
 * at the next start. Superseded lines are dropped at the start once they are the larger part of the file.
 *
 * @throws the file system's error when the file exists and cannot be read
 */
export async function openFileCache<Entry extends CacheEntry>(
  file: string,
  format: EntryFormat<Entry>,
): Promise<DegradationCache<Entry>> {
  const lines = (await readIfThere(file)).split('\n');
  const torn = lines.pop() !== '';
  const byKey = new Map<string, Entry>();
  for (const line of lines) {
    const entry = parseEntry(format, line);
    if (entry) byKey.set(keyOf(format, entry), entry);
  }
  if (torn || lines.length > 2 * byKey.size) await rewrite(file, byKey.values());

  let written: Promise<void> = Promise.resolve();
  return {
    get: async (key) => byKey.get(key),
    getMany: async (keys) => entriesUnder(keys, byKey),
    put(entry) {
      // One append at a time keeps the file in the order of the calls; a failed one must not stop the next.
      const append = written.catch(() => undefined).then(() => appendFile(file, `${JSON.stringify(entry)}\n`));
      written = append;
      return append.then(() => void byKey.set(keyOf(format, entry), entry));
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
