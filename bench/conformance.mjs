#!/usr/bin/env node
/**
 * Runs recordings of real AWS executions against `stepbreaker local` and prints the pass rates by category.
 *
 *     npm run conformance -- DIR [options of DIR/run.mjs, such as --category intrinsic_functions --show 20]
 *
 * DIR holds the recordings and their own runner (run.mjs, package-lock.json). It may be read-only: it is copied to a
 * temporary folder, where the runner's dependencies are installed.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [directory, ...options] = process.argv.slice(2);
if (directory === undefined || !existsSync(join(directory, 'run.mjs'))) {
  const found = directory === undefined ? 'no folder was named' : `${resolve(directory)} has no run.mjs`;
  console.error(`conformance: ${found}, expected a folder of recordings with their runner: npm run conformance -- DIR`);
  process.exit(2);
}

const main = resolve('dist/cli/main.js');
const server = `node ${main} local --port {port} --lambda-endpoint {lambda} --mock-config {mock} --account 000000000000`;
const copy = mkdtempSync(join(tmpdir(), 'conformance-'));
try {
  cpSync(directory, copy, { recursive: true, filter: (file) => !file.includes('node_modules') });
  run('npm', ['ci', '--silent', '--no-audit', '--no-fund']);
  process.exitCode = run('node', ['run.mjs', '--spawn', server, '--show', '100', ...options]);
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function run(command, words) {
  const environment = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
  const { status, error } = spawnSync(command, words, { cwd: copy, env: environment, stdio: 'inherit' });
  if (error) throw error;
  return status ?? 1;
}
