import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { order } from './order.fixture.js';

/** The block of the README that is named order.test.ts. */
const example = /^```ts order\.test\.ts\n([^]*?)^```$/m.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';

const project = process.cwd();
const directory = realpathSync(mkdtempSync(join(tmpdir(), 'readme-example-')));
afterAll(() => rmSync(directory, { recursive: true }));

/** Runs the example in a jest of its own, as a user does. */
function runExample(code: string): { readonly status: number | null; readonly printed: string } {
  writeFileSync(join(directory, 'order.asl.json'), JSON.stringify(order));
  writeFileSync(join(directory, 'order.test.ts'), code);
  const config = {
    rootDir: directory,
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '\\.ts$': join(project, 'test/esbuild-transform.mjs') },
    moduleNameMapper: { '^stepbreaker/jest$': join(project, 'src/testing/jest.ts'), '^(\\.{1,2}/.*)\\.js$': '$1' },
    moduleDirectories: ['node_modules', join(project, 'node_modules')],
    cacheDirectory: join(directory, '.cache'),
  };
  const words = ['--experimental-vm-modules', join(project, 'node_modules/jest/bin/jest.js')];
  const { status, stderr } = spawnSync(process.execPath, [...words, '--config', JSON.stringify(config)], {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', STEPBREAKER_TARGET: 'embedded' },
  });
  return { status, printed: stderr };
}

test('the jest test in the README passes as it is printed', () => {
  expect(runExample(example)).toMatchObject({
    status: 0,
    printed: expect.stringContaining('Tests:       1 passed, 1 total'),
  });
});

test('and when it fails, it draws the paths', () => {
  const { status, printed } = runExample(example.replace('total: 200', 'total: 20'));
  expect(status).toBe(1);
  expect(printed).toContain('UnusedMockError: The execution did not use a mock:');
  expect(printed).toContain('.task("Approve", …)  was never used');
});
