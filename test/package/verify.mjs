/**
 * Packs stepbreaker, installs it in a fresh folder for every consumer as npm gives it to users, and runs each on every Node.js that
 * is supported. Stops at the first that fails, with what it printed. Needs npm's registry.
 *
 *     npm run verify:package [-- --only vitest] [-- --node 20,22]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { consumers } from './consumers.mjs';
import { pack } from './pack.mjs';

/** What a user may get with stepbreaker, itself included. */
const MOST_PACKAGES = 25;

const TOO_OLD = ['16', '18'];

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, node: { type: 'string', default: '20,22,24' } },
});
const chosen = consumers.filter(({ name }) => name.includes(values.only));
if (chosen.length === 0)
  throw new RangeError(`--only ${values.only}: expected a part of ${consumers.map(({ name }) => name).join('; ')}`);
const versions = values.node.split(',');

const directory = mkdtempSync(join(tmpdir(), 'stepbreaker-consumers-'));
const results = [];
try {
  const { tarball } = pack(directory);
  const nodes = versions.map((version) => [version, nodeOf(version)]);
  inEmptyProject(tarball);
  for (const [index, consumer] of chosen.entries()) {
    const folder = join(directory, String(index));
    install(folder, consumer, tarball);
    for (const [version, node] of consumer.once ? nodes.slice(0, 1) : nodes) run(consumer, folder, version, node);
  }
} finally {
  rmSync(directory, { recursive: true });
}

function nodeOf(version) {
  const words = ['-y', '-p', `node@${version}`, 'node', '-p', 'process.execPath'];
  return execFileSync('npx', words, { encoding: 'utf8', cwd: directory }).trim();
}

function inEmptyProject(tarball) {
  const folder = join(directory, 'empty');
  install(folder, { name: 'an empty project', manifest: {}, files: {} }, tarball);
  const listed = execFileSync('npm', ['ls', '--all', '--parseable'], { cwd: folder, encoding: 'utf8' });
  const packages = listed.trim().split('\n').length - 1;
  report(
    'packages that npm installs',
    '',
    packages <= MOST_PACKAGES,
    String(packages),
    `more than ${MOST_PACKAGES}:\n${listed}`,
  );
  for (const version of TOO_OLD) {
    const words = ['node_modules/.bin/stepbreaker', '--version'];
    const { status, stderr } = spawnSync(nodeOf(version), words, { cwd: folder, encoding: 'utf8' });
    const told = status === 1 && /^stepbreaker needs Node\.js [^\n]*\n$/.test(stderr);
    report('too old a Node.js is told so', `Node ${version}`, told, 'stepbreaker --version', stderr);
  }
}

function install(folder, { name, manifest, files }, tarball) {
  mkdirSync(folder);
  const all = {
    name: 'consumer',
    version: '1.0.0',
    private: true,
    ...manifest,
    dependencies: { stepbreaker: `file:${tarball}` },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(all));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const { status, stdout, stderr } = spawnSync('npm', ['i', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) report(name, '', false, 'npm i', `${stdout}${stderr}`);
}

function run({ name, commands, prints = /(?:)/ }, folder, version, node) {
  for (const words of commands) {
    const env = { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', CI: '1' };
    const { status, stdout, stderr } = spawnSync(node, words, { cwd: folder, encoding: 'utf8', env });
    const passed = status === 0 && prints.test(stdout);
    report(name, `Node ${version}`, passed, words[0].replace(/^node_modules\//, ''), `${stdout}${stderr}`);
  }
}

/** A row of the table. Ends the process at the first failure. */
function report(consumer, node, passed, what, output) {
  results.push(passed);
  process.stdout.write(`${passed ? 'pass' : 'FAIL'}  ${consumer.padEnd(42)}  ${node.padEnd(8)}  ${what}\n`);
  if (passed) return;
  process.stdout.write(`\n${output}\n`);
  rmSync(directory, { recursive: true });
  process.exit(1);
}
process.stdout.write(`\n${results.length} passed, 0 failed\n`);
