import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { withPureInitialisers } from './pure-initialisers.mjs';

/** @type {import('esbuild').BuildOptions} */
const common = { platform: 'node', target: 'node20', legalComments: 'none', logLevel: 'warning', metafile: true };

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
  const shared = { ...common, outdir: modules, format: 'esm', bundle: true, packages: 'external' };
  const { metafile } = await build({
    ...shared,
    entryPoints: entries,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  });
  const first = await build({
    ...shared,
    entryPoints: { [FIRST]: `src/runtime/${FIRST}.ts` },
    define: { SUPPORTED_NODE: JSON.stringify(engines.node) },
  });
  const files = [...Object.keys(metafile.outputs), ...Object.keys(first.metafile.outputs)];
  for (const name of Object.keys(entries))
    await rewrite(join(modules, `${name}.js`), (code) => `import './${FIRST}.js';\n${code}`);
  const again = await build({
    ...common,
    entryPoints: files,
    outdir: commonJs,
    outbase: modules,
    format: 'cjs',
    // jest's CommonJS has no import(): the late import of a package becomes a late require.
    supported: { 'dynamic-import': false },
    // For createRequire, which takes a path as well.
    define: { 'import.meta.url': '__filename' },
  });
  // Without it, "type": "module" of the package would be true of the files in there.
  const manifest = join(commonJs, 'package.json');
  await writeFile(manifest, '{ "type": "commonjs" }\n');
  for (const file of Object.keys(metafile.outputs)) await rewrite(file, withPureInitialisers);
  const jsonata = await requireJsonata(modules, Object.keys(metafile.outputs));
  return [...files, ...Object.keys(again.metafile.outputs), manifest, jsonata];
}

/**
 * Lets ES modules have jsonata through a file that requires it. An ES module that imports it makes Node.js search its 290 KB for
 * exports first, which takes longer than all the rest.
 */
async function requireJsonata(directory, files) {
  const bridge = join(directory, 'jsonata.cjs');
  // In two steps: behind `module.exports = require()` Node.js would search on.
  await writeFile(bridge, "const jsonata = require('jsonata');\nmodule.exports = jsonata;\n");
  for (const file of files) {
    const path = relative(dirname(file), bridge);
    await rewrite(file, (code) =>
      code.replace(/(?<=^import .* from )"jsonata"/gm, `"${path.startsWith('.') ? path : `./${path}`}"`),
    );
  }
  return bridge;
}

async function rewrite(file, change) {
  await writeFile(file, change(await readFile(file, 'utf8')));
}
