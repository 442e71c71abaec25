import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Packs what is built, as `npm publish` would.
 *
 * @param {string} directory where the tarball goes
 * @returns {{ tarball: string, size: number, unpackedSize: number, files: string[] }}
 */
export function pack(directory) {
  const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', directory];
  const [{ filename, size, unpackedSize, files }] = JSON.parse(
    execFileSync('npm', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  return { tarball: join(directory, filename), size, unpackedSize, files: files.map(({ path }) => path) };
}
