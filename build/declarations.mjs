import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** `rootDir` of tsconfig.types.json. */
const SOURCES = 'src';

/**
 * Writes the declarations of the entries: those of the compiler, as far as an entry reaches, into `types`, and one file an
 * entry that leads there. Those of ES modules and CommonJS are the same text in two places, since it is the place that tells
 * the compiler which of the two they describe.
 *
 * @param {Readonly<Record<string, string>>} entries sources by name
 * @param {string} directory where `esm` and `cjs` go
 * @returns {Promise<string[]>} the files written
 * @throws Error with what the compiler printed
 */
export async function buildDeclarations(entries, directory) {
  const compiled = await mkdtemp(join(tmpdir(), 'stepbreaker-types-'));
  try {
    await compile(compiled);
    const roots = Object.entries(entries).map(([name, source]) => [name, declarationOf(relative(SOURCES, source))]);
    const reached = await reachedFrom(
      compiled,
      roots.map(([, file]) => file),
    );
    const written = ['esm', 'cjs'].map(async (format) => {
      const types = join(directory, format, 'types');
      const copies = reached.map(async (file) => {
        const copy = join(types, file);
        await mkdir(dirname(copy), { recursive: true });
        await copyFile(join(compiled, file), copy);
        return copy;
      });
      const leads = roots.map(async ([name, file]) => {
        const lead = join(directory, format, `${name}.d.ts`);
        await mkdir(dirname(lead), { recursive: true });
        await writeFile(lead, `export * from './types/${file.replace(/\.d\.ts$/, '.js')}';\n`);
        return lead;
      });
      return Promise.all([...copies, ...leads]);
    });
    return (await Promise.all(written)).flat();
  } finally {
    await rm(compiled, { recursive: true });
  }
}

async function compile(outDir) {
  const words = ['-p', 'tsconfig.types.json', '--outDir', outDir];
  try {
    await run(process.execPath, ['node_modules/typescript/bin/tsc', ...words]);
  } catch (error) {
    // It names every place in the sources; where this process was does not help.
    error.message = `tsc ${words.join(' ')}:\n${error.stdout}${error.stderr}`;
    throw error;
  }
}

const declarationOf = (file) => file.replace(/\.[jt]s$/, '.d.ts');

/** The declarations that these import, and so on, and they themselves. */
async function reachedFrom(directory, roots) {
  const reached = new Set(roots);
  for (const file of reached) {
    const text = await readFile(join(directory, file), 'utf8');
    for (const [, path] of text.matchAll(/(?:from|import|import\()\s*['"](\.[^'"]+)['"]/g)) {
      const imported = declarationOf(join(dirname(file), path));
      // An example in a comment imports files that do not exist.
      if (existsSync(join(directory, imported))) reached.add(imported);
    }
  }
  return [...reached].sort();
}
