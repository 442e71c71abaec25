import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../usage-error.js';

/** What a module exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;

/**
 * Imports a module of the user's. TypeScript goes through esbuild where the user's project has it, which also finds `./other.ts`
 * behind `./other.js`, and through Node's type stripping otherwise.
 *
 * @param file an absolute path
 * @throws UsageError for TypeScript when neither is there, and whatever the module throws
 */
export async function importModule(file: string): Promise<Exports> {
  if (!/\.[cm]?ts$/.test(file)) return importFile(file);
  const bundler = esbuildOf(file);
  if (bundler !== undefined) return importBundled(file, bundler);
  if (Reflect.get(process.features, 'typescript')) return importFile(file);
  throw new UsageError([
    `${file}: Node.js ${process.versions.node} does not read TypeScript. Install esbuild beside it (npm i -D esbuild), use Node.js 22.18 or newer, or name the compiled .js file.`,
  ]);
}

const importFile = (file: string): Promise<Exports> => import(pathToFileURL(file).href);

/** The entry of the esbuild that the file itself could import. */
function esbuildOf(file: string): string | undefined {
  try {
    return createRequire(file).resolve('esbuild');
  } catch {
    return undefined;
  }
}

async function importBundled(file: string, bundler: string): Promise<Exports> {
  const { default: esbuild }: { readonly default: typeof import('esbuild') } = await import(
    pathToFileURL(bundler).href
  );
  const bundle = join(dirname(file), `.stepbreaker-${randomUUID()}.mjs`);
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [file],
      bundle: true,
      // The packages stay the user's: found from beside the module, where the bundle is put for a moment.
      packages: 'external',
      format: 'esm',
      platform: 'node',
      target: 'node20',
      // Where the source map's paths begin.
      outfile: bundle,
      sourcemap: 'inline',
      write: false,
      logLevel: 'silent',
    });
    await writeFile(bundle, outputFiles[0]?.contents ?? '');
    return await importFile(bundle);
  } finally {
    await rm(bundle, { force: true });
    // Its service would keep the process.
    await esbuild.stop();
  }
}
