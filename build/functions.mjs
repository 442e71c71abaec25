/**
 * Bundles every Lambda function, a file of functions/ that exports `handler`, into dist/functions/NAME.cjs with its source map:
 * all that the function needs and nothing else, for a short cold start. The AWS SDK goes in as well: loading the runtime's own
 * copy file by file takes longer.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/**
 * @param {string} directory where NAME.cjs and NAME.cjs.map go
 * @returns {Promise<import('esbuild').Metafile>} what is in the bundles
 */
export async function bundleFunctions(directory) {
  const names = await functionNames();
  const { metafile } = await build({
    entryPoints: names.map((name) => join(sources, `${name}.ts`)),
    outdir: directory,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // The ES modules of a package can be shaken, its CommonJS cannot.
    mainFields: ['module', 'main'],
    minify: true,
    // Error names of the AWS SDK decide what the circuit breaker makes of a failure.
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    external: developersCredentials,
    metafile: true,
    plugins: [ownSourceMaps],
    logLevel: 'warning',
  });
  return metafile;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const metafile = await bundleFunctions('dist/functions');
  await writeFile('dist/functions/THIRD-PARTY-NOTICES.txt', await thirdPartyNotices(metafile));
}
