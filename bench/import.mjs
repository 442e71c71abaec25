/**
 * How long a program waits for each entry of the built package, imported and required, and how much of it a bundler keeps; beside
 * an earlier build with `--baseline`, the folder of a checkout that is built, in turns with this one. Build first.
 *
 *     npm run bench:import [-- --rounds 15] [-- --baseline ../earlier] [-- --json]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { median } from './engine/median.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    baseline: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  throw new RangeError(`--rounds ${values.rounds}: expected a whole number from 1`);

/** The files of an entry in a checkout, by how they are loaded: what its package.json exports. */
function filesOf(root, path) {
  const entry = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).exports[path];
  const esm = entry?.import?.default ?? entry?.default;
  const found = { esm, cjs: entry?.require?.default };
  return Object.fromEntries(
    Object.entries(found)
      .filter(([, file]) => file !== undefined && existsSync(join(root, file)))
      .map(([format, file]) => [format, resolve(root, file)]),
  );
}

/** What loading a file takes, measured in a process that has done nothing else. CPU time is what other programs disturb least. */
function load(file, format) {
  const loading =
    format === 'cjs' ? `require(${JSON.stringify(file)})` : `await import(${JSON.stringify(pathToFileURL(file).href)})`;
  const code = `void (async () => {
    const started = performance.now();
    const before = process.cpuUsage();
    ${loading};
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(JSON.stringify({ wall: performance.now() - started, cpu: (user + system) / 1000 }));
    process.exit();
  })()`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=commonjs', '-e', code], { encoding: 'utf8' }));
}

/** What a bundler keeps of an entry for a program that uses one of its functions: minified KB, packages outside. */
async function kept(root, path, name) {
  const { esm } = filesOf(root, path);
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from ${JSON.stringify(esm)}`, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
  return outputFiles[0].contents.length / 1000;
}

const root = resolve(import.meta.dirname, '..');
const roots = values.baseline === undefined ? { now: root } : { before: resolve(values.baseline), now: root };
/** These are loaded by their test runner, or need the user's CDK. */
const ELSEWHERE = ['./jest', './vitest', './cdk', './package.json'];
const paths = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).exports).filter(
  (path) => !ELSEWHERE.includes(path),
);

const measured = paths.map((path) => ({
  path,
  loads: Object.entries(roots).flatMap(([when, at]) =>
    Object.entries(filesOf(at, path)).map(([format, file]) => ({ when, format, file, times: [] })),
  ),
}));
for (let round = 0; round < rounds; round++)
  for (const { loads } of measured) for (const each of loads) each.times.push(load(each.file, each.format));

const table = {};
for (const { path, loads } of measured) {
  const row = {};
  for (const { when, format, times } of loads)
    for (const kind of ['cpu', 'wall'])
      row[`${when} ${format} ${kind} ms`] = Math.round(median(times.map((time) => time[kind])));
  if (row['before esm cpu ms'] !== undefined) {
    const ratio = (format) => Number((row[`now ${format} cpu ms`] / row['before esm cpu ms']).toFixed(2));
    Object.assign(row, { 'esm ratio': ratio('esm'), 'cjs ratio': ratio('cjs') });
  }
  table[path] = row;
}

const shaken = {};
for (const [path, name] of [
  ['.', 'classifyError'],
  ['./resilience', 'createCircuitBreaker'],
  ['./engine', 'createEngine'],
]) {
  const sizes = await Promise.all(
    Object.entries(roots).map(async ([when, at]) => [`${when} KB`, await kept(at, path, name)]),
  );
  shaken[`${name} of ${path}`] = Object.fromEntries(sizes);
}

if (values.json) console.log(JSON.stringify({ node: process.versions.node, rounds, imports: table, shaken }, null, 2));
else {
  console.table(table);
  console.table(shaken);
  console.log(
    `Node ${process.versions.node}, medians of ${rounds} fresh processes; ratios are of CPU time, to the earlier ES modules`,
  );
}
