import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { camelCase, isMachine, type AnyMachine, type NamedMachines } from './machine-value.js';

/**
 * The machines that come with the package, with their defaults: a file named `cache-warm-up` exports `cacheWarmUp()`.
 *
 * @param directory where the files are: `dist/state-machines`, or the sources
 */
export async function packageMachines(directory: string): Promise<NamedMachines> {
  const machines: Record<string, AnyMachine> = {};
  for (const file of (await readdir(directory)).sort()) {
    const name = /^([\w-]+)\.(?:js|ts)$/.exec(file)?.[1];
    if (name === undefined) continue;
    const exported: Record<string, unknown> = await import(pathToFileURL(join(directory, file)).href);
    const build = exported[camelCase(name)];
    // What needs an argument is no machine that has defaults.
    const built: unknown = typeof build === 'function' && build.length === 0 ? build() : undefined;
    if (isMachine(built)) machines[name] = built;
  }
  return machines;
}
