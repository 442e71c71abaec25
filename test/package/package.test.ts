import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'acorn';

const MB = 1_000_000;

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
}
const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));

interface Packed {
  readonly tarball: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly string[];
}

const directory = mkdtempSync(join(tmpdir(), 'stepbreaker-packed-'));
/** A user's project with the package as it is packed, and its dependencies. `npm test` builds before it tests. */
const project = join(directory, 'project');
let packed: Packed;

const node = (words: readonly string[], cwd = process.cwd()): string =>
  execFileSync(process.execPath, words, { cwd, encoding: 'utf8' });

beforeAll(() => {
  const code = `import { pack } from './test/package/pack.mjs';
    process.stdout.write(JSON.stringify(pack(${JSON.stringify(directory)})))`;
  packed = JSON.parse(node(['--input-type=module', '--eval', code]));
  const modules = join(project, 'node_modules');
  for (const file of packed.files) {
    const copy = join(modules, 'stepbreaker', file);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(file, copy);
  }
  for (const name of [...Object.keys(manifest.dependencies), '@types/node', 'undici-types']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(resolve('node_modules', name), join(modules, name));
  }
  writeFileSync(join(project, 'package.json'), '{}');
});
afterAll(() => rmSync(directory, { recursive: true }));

test('the package is small', () => {
  expect(packed.size).toBeLessThan(1.5 * MB);
  expect(packed.unpackedSize).toBeLessThan(6 * MB);
  expect(packed.files.length).toBeLessThan(1_000);
});

test('what is in it can be used: code, declarations and documents, no tests, sources, maps or Lambda bundles', () => {
  const kinds = packed.files.map(
    (file) => /^(?:dist\/(?:esm|cjs|cli)|docs|runbooks|samples)\/|^[^/]+$/.exec(file)?.[0],
  );
  expect(packed.files.filter((_, index) => kinds[index] === undefined)).toEqual([]);
  expect(packed.files.filter((file) => /\.map$|\.test\.|\.fixture\.|(?<!\.d)\.ts$/.test(file))).toEqual([]);
});

test('publint and arethetypeswrong find nothing, in any entry', () => {
  const found = JSON.parse(node(['test/package/lint.mjs', packed.tarball]));
  expect(found).toEqual({ publint: [], typesWrong: [], entries: Object.keys(manifest.exports) });
});

/** The packages that files import or require, now or late. */
const packagesIn = (pattern: RegExp): Set<string> => {
  const texts = packed.files.filter((file) => pattern.test(file)).map((file) => readFileSync(file, 'utf8'));
  const loaded = /(?:\bfrom *|\bimport *\(? *|\brequire\w*\(|\(import\.meta\.url\)\()"([^".][^"]*)"/g;
  const paths = texts.flatMap((text) => [...text.matchAll(loaded)].map(([, path = '']) => path));
  const names = paths.map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? '');
  return new Set(names.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name)));
};

test('the library imports its dependencies and its optional peers, and needs no other package', () => {
  const peers = Object.keys(manifest.peerDependencies);
  expect(peers.filter((name) => !manifest.peerDependenciesMeta[name]?.optional)).toEqual([]);
  const known = new Set([...Object.keys(manifest.dependencies), ...peers]);
  expect([...packagesIn(/^dist\/(?:esm|cjs)\/.*\.c?js$/)].filter((name) => !known.has(name))).toEqual([]);
  const imported = packagesIn(/^dist\/.*\.(?:c?js|d\.ts)$/);
  expect([...known].filter((name) => !imported.has(name))).toEqual([]);
});

test('it compiles with libraries checked and without an optional peer, imported and required', () => {
  const names = Object.keys(manifest.exports).filter((path) => !/json$|jest|vitest|cdk|bedrock/.test(path));
  const code = names.map((path, index) => `export * as entry${index} from 'stepbreaker${path.slice(1)}';\n`).join('');
  for (const extension of ['mts', 'cts']) writeFileSync(join(project, `entries.${extension}`), code);
  const compilerOptions = { module: 'node16', target: 'es2022', strict: true, noEmit: true, types: ['node'] };
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['entries.mts', 'entries.cts'] }),
  );
  expect(node([resolve('node_modules/typescript/bin/tsc'), '-p', project])).toBe('');
});

test.each([
  ['classifyError', 'stepbreaker', 2_000],
  ['createCircuitBreaker', 'stepbreaker/resilience', 14_000],
])('a bundler keeps what a program uses: %s of %s', (name, from, most) => {
  const file = join(project, `${name}.mjs`);
  writeFileSync(file, `export { ${name} } from '${from}';\n`);
  const external = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)];
  const options = [
    '--bundle',
    '--minify',
    '--format=esm',
    '--platform=node',
    ...external.map((each) => `--external:${each}`),
  ];
  const bundle = execFileSync(resolve('node_modules/.bin/esbuild'), [file, ...options], {
    cwd: project,
    encoding: 'utf8',
  });
  expect(bundle).toContain(name);
  expect(bundle.length).toBeLessThan(most);
});

test('an old Node.js can read the file that tells it that it is too old', () => {
  // What Node.js 12 knows, and `import()` in what it may take for CommonJS.
  const main = readFileSync('dist/cli/main.js', 'utf8');
  expect(() => parse(main, { ecmaVersion: 2020, sourceType: 'script', allowHashBang: true })).not.toThrow();
  expect(main).toContain(JSON.stringify(manifest.engines.node));
});

test('the demos run with nothing else installed', () => {
  const main = join('node_modules', 'stepbreaker', 'dist/cli/main.js');
  const figures = JSON.parse(
    node(
      [main, 'demo', '--scenario', 'shared', '--tasks', '2', '--duration', '40s', '--limit', '12', '--json'],
      project,
    ),
  );
  expect(figures).toMatchObject({ requests: 80, readers: 12, warmUp: { primary: expect.any(Number) } });
  expect(figures).not.toHaveProperty('failure');
});

/** What each part says in a project without an optional peer, by import and by require. */
let said: Readonly<Record<string, unknown>> | undefined;

test.each([
  ['circuits in DynamoDB', 'A store in DynamoDB', '@aws-sdk/client-dynamodb'],
  ['rate limits in DynamoDB', 'A store in DynamoDB', '@aws-sdk/client-dynamodb'],
  ['circuits in Redis', 'A store in Redis or Valkey', 'iovalkey'],
  ['operations', 'Connecting to Step Functions', '@aws-sdk/client-sfn'],
  ['endpoint target', 'The endpoint target', '@aws-sdk/client-sfn'],
  ['container target', 'The container target', 'testcontainers'],
  ['jest', 'stepbreaker/jest', '@jest/globals'],
])('%s: what to install is said in one sentence, imported and required', (part, purpose, name) => {
  if (said === undefined) {
    copyFileSync('test/package/missing-peers.mjs', join(project, 'missing-peers.mjs'));
    said = JSON.parse(node(['missing-peers.mjs'], project));
  }
  const sentence = `MissingPackageError: ${purpose} needs the package ${name}, which is not installed: npm i ${name}`;
  expect(said?.[part]).toEqual([sentence, sentence]);
});
