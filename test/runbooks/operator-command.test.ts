import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { OPERATOR_COMMAND } from './operator-command.fixture.js';

/** Runs the command in a folder as an operator would. */
function run(words: string, cwd: string) {
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', `${OPERATOR_COMMAND} ${words}`], {
    cwd,
    encoding: 'utf8',
    // A registry that nobody can reach.
    env: { ...process.env, npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' },
  });
  return { status, stdout, stderr };
}

test('runs the built command line, with its exit code and nothing of npm', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(run('--version', '.')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  expect(run("executions list --machine nightly --status 'NO SUCH'", 'runbooks')).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^--status is "NO SUCH", expected RUNNING, .*\n$/),
  });
});

test('says in one sentence what is missing before the command line is built', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepbreaker-not-built-'));
  copyFileSync('package.json', join(folder, 'package.json'));
  const ended = run('circuits list', folder);
  rmSync(folder, { recursive: true });
  expect(ended).toEqual({
    status: 1,
    stdout: '',
    stderr: 'stepbreaker is not built in this folder: run npm run build, then the command again.\n',
  });
});
