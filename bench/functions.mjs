/**
 * How large the Lambda functions are, and how long they take to load in a fresh process, beside an empty module in turns.
 * Lambda's runtime loads a .cjs file with `require`; `import()` first searches it for exports, which Lambda does not.
 * Measures dist/functions, so build first.
 *
 *     npm run bench:functions [-- --rounds 15]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { median } from './engine/median.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  throw new RangeError(`--rounds ${values.rounds}: expected a whole number from 1`);

/** What loading a file takes, measured inside a process that has done nothing else. CPU time is what other programs disturb least. */
function load(file, how) {
  const code = `const started = performance.now();
    const before = process.cpuUsage();
    ${how === 'require' ? `require(${JSON.stringify(file)})` : `await import(${JSON.stringify(file)})`};
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(JSON.stringify({ wall: performance.now() - started, cpu: (user + system) / 1000 }));
    process.exit();`;
  const input = how === 'require' ? code : `void (async () => { ${code} })()`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=commonjs', '-e', input], { encoding: 'utf8' }));
}

const directory = resolve('dist/functions');
const zipped = (file) => deflateRawSync(readFileSync(file), { level: 9 }).length;
/** The handler's file and all that goes into the zip with it. */
const partsOf = (name) =>
  readdirSync(directory).filter((file) => file === `${name}.cjs` || new RegExp(`^${name}-\\w+\\.cjs$`).test(file));
const names = readdirSync(directory).flatMap((file) => /^(.+)-main\.cjs$/.exec(file)?.[1] ?? []);
const empty = mkdtempSync(join(tmpdir(), 'stepbreaker-bench-'));
try {
  writeFileSync(join(empty, 'empty.cjs'), '');
  const times = new Map(['empty', ...names].map((name) => [name, { require: [], import: [] }]));
  for (let round = 0; round < rounds; round++)
    for (const [name, measured] of times)
      for (const how of ['require', 'import'])
        measured[how].push(load(join(name === 'empty' ? empty : directory, `${name}.cjs`), how));
  console.table(
    Object.fromEntries(
      [...times].map(([name, measured]) => [
        name,
        {
          'zip KB': Math.round(partsOf(name).reduce((sum, file) => sum + zipped(join(directory, file)), 0) / 1024),
          ...Object.fromEntries(
            Object.entries(measured).flatMap(([how, loads]) => [
              [`${how} ms`, Math.round(median(loads.map(({ wall }) => wall)))],
              [`${how} CPU ms`, Math.round(median(loads.map(({ cpu }) => cpu)))],
            ]),
          ),
        },
      ]),
    ),
  );
  console.log(`Node ${process.versions.node}, medians of ${rounds}`);
} finally {
  rmSync(empty, { recursive: true });
}
