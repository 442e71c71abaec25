import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import type { CacheEntry, RecommendationCache } from './degradation-cache.js';

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
    const entry = parseEntry(line);
    if (entry) byReader.set(entry.readerId, entry);
  }
  if (torn || lines.length > 2 * byReader.size) await rewrite(file, byReader.values());

  let written: Promise<void> = Promise.resolve();
  return {
    get: async (readerId) => byReader.get(readerId),
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

function parseEntry(line: string): CacheEntry | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

const isEntry = (value: unknown): value is CacheEntry =>
  typeof value === 'object' &&
  value !== null &&
  'readerId' in value &&
  typeof value.readerId === 'string' &&
  'titleIds' in value &&
  Array.isArray(value.titleIds) &&
  'cached_at_utc' in value &&
  typeof value.cached_at_utc === 'string';
