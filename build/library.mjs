import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** @type {import('esbuild').BuildOptions} */
const common = { platform: 'node', target: 'node20', legalComments: 'none', logLevel: 'warning' };

/** What an entry imports before its chunks, which an old Node.js may fail in. */
const FIRST = 'require-node';

/**
 * Bundles the library as ES modules, which share chunks, and each of these once more as CommonJS. Packages stay outside, and
 * the names whole, for stack traces.
 *
 * @param {Readonly<Record<string, string>>} entries sources by name
 * @param {object} manifest package.json
 * @param {string} directory where `esm` and `cjs` go
 * @returns {Promise<string[]>} the files written
 */
export async function buildLibrary(entries, { engines }, directory) {
  const [modules, commonJs] = [join(directory, 'esm'), join(directory, 'cjs')];
  const { metafile } = await build({
    ...common,
    entryPoints: { ...entries, [FIRST]: `src/${FIRST}.ts` },
    define: { SUPPORTED_NODE: JSON.stringify(engines.node) },
    outdir: modules,
    format: 'esm',
    bundle: true,
    splitting: true,
    packages: 'external',
    chunkNames: 'chunks/[name]-[hash]',
    metafile: true,
  });
  for (const name of Object.keys(entries)) await putFirst(`import './${FIRST}.js';`, join(modules, `${name}.js`));
  const again = await build({
    ...common,
    entryPoints: Object.keys(metafile.outputs),
    outdir: commonJs,
    outbase: modules,
    format: 'cjs',
    // jest's CommonJS has no import(): the late import of a package becomes a late require.
    supported: { 'dynamic-import': false },
    // For createRequire, which takes a path as well.
    define: { 'import.meta.url': '__filename' },
    metafile: true,
  });
  // Without it, "type": "module" of the package would be true of the files in there.
  const manifest = join(commonJs, 'package.json');
  await writeFile(manifest, '{ "type": "commonjs" }\n');
  return [...Object.keys(metafile.outputs), ...Object.keys(again.metafile.outputs), manifest];
}

async function putFirst(line, file) {
  await writeFile(file, `${line}\n${await readFile(file, 'utf8')}`);
}
