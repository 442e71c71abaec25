/**
 * Everything at full size, to be run before a submission: `npm run verify [-- DIR]`.
 *
 * One line for each part; what a part printed is in out/verify/PART.log.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const LOGS = 'out/verify';
const FUZZ_INPUTS = 200_000;
/** Recordings of real AWS. */
const recordings = process.argv[2] ?? '../shared/conformance';

const npm = (script, ...words) => ['npm', ['run', '--silent', script, '--', ...words]];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

/** A part without a command is left out, for the reason given. */
const PARTS = [
  { name: 'lint', command: npm('lint') },
  { name: 'typecheck', command: npm('typecheck') },
  { name: 'build', command: npm('build') },
  { name: 'tests', command: npm('unit'), env: { STEPBREAKER_VERIFY: '1' } },
  { name: 'fuzz', command: npm('fuzz', '--inputs', String(FUZZ_INPUTS)) },
  scripts['verify:package']
    ? { name: 'package', command: npm('verify:package') }
    : { name: 'package', without: 'there is no script verify:package' },
  existsSync(recordings)
    ? { name: 'conformance', command: npm('conformance', resolve(recordings)) }
    : { name: 'conformance', without: `there is no folder ${recordings}` },
];

function run({ name, command: [program, words], env = {} }) {
  const log = `${LOGS}/${name}.log`;
  const output = openSync(log, 'w');
  return new Promise((ended) => {
    spawn(program, words, { stdio: ['ignore', output, output], env: { ...process.env, ...env } }).on(
      'close',
      (code) => {
        closeSync(output);
        const last = readFileSync(log, 'utf8').trimEnd().split('\n').at(-1) ?? '';
        ended({ passed: code === 0, last });
      },
    );
  });
}

mkdirSync(LOGS, { recursive: true });
let failed = 0;
for (const part of PARTS) {
  if (part.without !== undefined) {
    console.log(`-  ${part.name.padEnd(12)} left out: ${part.without}`);
    continue;
  }
  const before = performance.now();
  const { passed, last } = await run(part);
  if (!passed) failed += 1;
  const took = `${Math.round((performance.now() - before) / 1_000)} s`.padStart(6);
  console.log(`${passed ? '✓' : '✗'}  ${part.name.padEnd(12)}${took}  ${last.slice(0, 120)}`);
}
const passed = PARTS.filter(({ without }) => without === undefined).length - failed;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
