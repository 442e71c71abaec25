import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { dynaliteInMemory } from './dynalite-in-memory.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

/**
 * Bundles the command line: a chunk a command, loaded when that command is asked for, so that `stepbreaker local` listens at
 * once. What the package depends on stays outside. The optional peers that commands need go in, so that an operator installs
 * nothing else.
 *
 * @param {object} manifest package.json
 * @param {string} directory where the files go
 * @returns {Promise<string[]>} the files written
 */
export async function buildCommandLine({ dependencies, engines }, directory) {
  /** @type {import('esbuild').BuildOptions} */
  const common = {
    outdir: directory,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Names stay whole, for stack traces.
    minifyWhitespace: true,
    minifySyntax: true,
    metafile: true,
    logLevel: 'warning',
  };
  const { metafile } = await build({
    ...common,
    entryPoints: ['src/cli/command-line.ts'],
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    mainFields: ['module', 'main'],
    external: Object.keys(dependencies),
    plugins: [dynaliteInMemory],
    // CommonJS packages in an ES module have no require of their own.
    banner: {
      js: "import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);",
    },
  });
  // Apart from the others, with nothing in it that an old Node.js cannot read.
  const bin = await build({
    ...common,
    entryPoints: ['src/cli/main.ts'],
    external: ['./command-line.js'],
    define: { SUPPORTED_NODE: JSON.stringify(engines.node) },
  });
  await chmod(join(directory, 'main.js'), 0o755);
  const notices = join(directory, 'THIRD-PARTY-NOTICES.txt');
  await writeFile(notices, await thirdPartyNotices(metafile));
  return [...Object.keys(metafile.outputs), ...Object.keys(bin.metafile.outputs), notices];
}
