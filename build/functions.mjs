/**
 * Bundles every Lambda function, a file of functions/ that exports `handler`, for a short cold start: all that the function
 * needs and nothing else, the AWS SDK as well, since loading the runtime's own copy file by file takes longer.
 *
 * - `NAME.cjs` is the handler's file. It is small because `import()` searches the file it is given for exports, at half a
 *   millisecond a KB, and does not search what that file requires.
 * - `NAME-main.cjs` is the function.
 * - `NAME-1.cjs` and so on are what it imports late and may never need, such as the clients of other stores than its own, and
 *   what these share with it.
 *
 * All but the first have source maps.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ownSourceMaps } from './own-source-maps.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

const sources = 'functions';

/**
 * Where the AWS SDK looks for credentials on a developer's machine. Lambda has them in the environment, which is looked at first,
 * so that these are never asked for: 90 KB less to load.
 */
const developersCredentials = ['ini', 'login', 'process', 'sso', 'web-identity'].map(
  (source) => `@aws-sdk/credential-provider-${source}`,
);

/** @returns {Promise<string[]>} the names of the functions, sorted */
export async function functionNames() {
  const files = (await readdir(sources)).filter((file) => /^[^.]+\.ts$/.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(sources, file), 'utf8')));
  return files.filter((_, index) => /^export const handler\b/m.test(texts[index])).map((file) => file.slice(0, -3));
}

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  target: 'node20',
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  external: developersCredentials,
  logLevel: 'warning',
};

/**
 * @param {string} directory where the files go
 * @returns {Promise<Pick<import('esbuild').Metafile, 'outputs'>>} what is in the bundles
 */
export async function bundleFunctions(directory) {
  await mkdir(directory, { recursive: true });
  const outputs = {};
  for (const name of await functionNames()) Object.assign(outputs, await bundleFunction(name, directory));
  return { outputs };
}

async function bundleFunction(name, directory) {
  const modules = await mkdtemp(join(tmpdir(), 'stepbreaker-bundle-'));
  try {
    const { metafile } = await build({
      ...shared,
      entryPoints: [join(sources, `${name}.ts`)],
      outdir: modules,
      // esbuild splits ES modules only.
      format: 'esm',
      splitting: true,
      // The ES modules of a package can be shaken, its CommonJS cannot.
      mainFields: ['module', 'main'],
      // Error names of the AWS SDK decide what the circuit breaker makes of a failure.
      keepNames: true,
      metafile: true,
      plugins: [ownSourceMaps],
    });
    await toCommonJs(name, modules, directory);
    return metafile.outputs;
  } finally {
    await rm(modules, { recursive: true });
  }
}

/** Writes the ES modules of a function as CommonJS, numbered, so that another build writes over them. */
async function toCommonJs(name, modules, directory) {
  const files = (await readdir(modules)).filter((file) => file.endsWith('.cjs')).sort();
  const parts = files.filter((file) => file !== `${name}.cjs`);
  const newNames = new Map([
    [`${name}.cjs`, `${name}-main`],
    ...parts.map((file, index) => [file, `${name}-${index + 1}`]),
  ]);
  await build({
    ...shared,
    entryPoints: files.map((file) => ({ in: join(modules, file), out: newNames.get(file) })),
    outdir: directory,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    plugins: [
      {
        name: 'parts-stay-apart',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.\// }, ({ path }) => ({
            path: `./${newNames.get(basename(path))}.cjs`,
            external: true,
          })),
      },
    ],
  });
  await writeFile(join(directory, `${name}.cjs`), `exports.handler = require('./${name}-main.cjs').handler;\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const metafile = await bundleFunctions('dist/functions');
  await writeFile('dist/functions/THIRD-PARTY-NOTICES.txt', await thirdPartyNotices(metafile));
}
