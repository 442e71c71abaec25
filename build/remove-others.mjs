import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * Removes what an earlier build left. Afterwards rather than before, so that a program that runs meanwhile finds its files.
 *
 * @param {string} directory
 * @param {Iterable<string>} files those that stay
 */
export async function removeOthers(directory, files) {
  const kept = new Set([...files].map((file) => resolve(file)));
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const file = resolve(join(entry.parentPath, entry.name));
    if (entry.isFile() && !kept.has(file)) await rm(file, { force: true });
  }
}
