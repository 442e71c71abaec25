/**
 * Bundles the command line into dist/cli: a chunk a command, loaded when that command is asked for, so that
 * `stepbreaker local` listens at once and commands work with nothing else installed.
 */
import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { ownSourceMaps } from './own-source-maps.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

const directory = 'dist/cli';

const { metafile } = await build({
  entryPoints: ['src/cli/main.ts'],
  outdir: directory,
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  // Names stay whole, for stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  plugins: [ownSourceMaps],
  // Has a part in machine code: it stays a package of its own, which only one demo needs.
  external: ['dynalite'],
  logLevel: 'warning',
  // CommonJS packages in an ES module have no require of their own.
  banner: {
    js: "import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);",
  },
});

const built = new Set(Object.keys(metafile.outputs).map((file) => resolve(file)));
for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
  const file = resolve(join(entry.parentPath, entry.name));
  if (entry.isFile() && !built.has(file)) await rm(file, { force: true });
}
await chmod(join(directory, 'main.js'), 0o755);
await writeFile(join(directory, 'THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices(metafile));
