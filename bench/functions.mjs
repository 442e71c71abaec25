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

/** What loading a file takes, measured inside a process that has done nothing else. */
function load(file, how) {
  const code = `const started = performance.now();
    ${how === 'require' ? `require(${JSON.stringify(file)})` : `await import(${JSON.stringify(file)})`};
    process.stdout.write(String(performance.now() - started));
    process.exit();`;
  const input = how === 'require' ? code : `void (async () => { ${code} })()`;
  return Number(execFileSync(process.execPath, ['--input-type=commonjs', '-e', input], { encoding: 'utf8' }));
}

const directory = resolve('dist/functions');
const zipped = (file) => deflateRawSync(readFileSync(file), { level: 9 }).length;
const empty = mkdtempSync(join(tmpdir(), 'stepbreaker-bench-'));
try {
  writeFileSync(join(empty, 'empty.cjs'), '');
  const files = [
    join(empty, 'empty.cjs'),
    ...readdirSync(directory)
      .filter((name) => name.endsWith('.cjs'))
      .map((name) => join(directory, name)),
  ];
  const times = new Map(files.map((file) => [file, { require: [], import: [] }]));
  for (let round = 0; round < rounds; round++)
    for (const [file, measured] of times) for (const how of ['require', 'import']) measured[how].push(load(file, how));
  console.table(
    Object.fromEntries(
      [...times].map(([file, measured]) => [
        file.slice(file.lastIndexOf('/') + 1),
        {
          'zip KB': Math.round((zipped(file) + (file.startsWith(directory) ? zipped(`${file}.map`) : 0)) / 1024),
          'require ms': Math.round(median(measured.require)),
          'import() ms': Math.round(median(measured.import)),
        },
      ]),
    ),
  );
  console.log(`Node ${process.versions.node}, medians of ${rounds}`);
} finally {
  rmSync(empty, { recursive: true });
}
