/** Builds what the package ships: the library and the command line. */
import { readFile } from 'node:fs/promises';
import { buildCommandLine } from './cli.mjs';
import { buildDeclarations } from './declarations.mjs';
import { buildLibrary } from './library.mjs';
import { removeOthers } from './remove-others.mjs';

const parsed = async (file) => JSON.parse(await readFile(file, 'utf8'));
const [entries, manifest] = await Promise.all(['build/entries.json', 'package.json'].map(parsed));
const written = await Promise.all([
  buildDeclarations(entries, 'dist'),
  buildLibrary(entries, manifest, 'dist'),
  buildCommandLine(manifest, 'dist/cli'),
]);
for (const directory of ['dist/esm', 'dist/cjs', 'dist/cli']) await removeOthers(directory, written.flat());
