import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { order } from './order.fixture.js';

/** A user's project, with this package's sources in place of the installed ones. */
const project = process.cwd();
const directory = realpathSync(mkdtempSync(join(tmpdir(), 'vitest-')));
const entry = join(project, 'src/testing/vitest.ts');

const PASSING = `import { expect, test } from 'vitest';
import { after, machine } from 'stepbreaker/vitest';

test('a large order waits for approval', async () => {
  const run = await machine('order.asl.json')
    .task('Approve', after({ minutes: 5 }, { by: 'Ann' }))
    .task('Charge', { error: 'Throttled' }, { receipt: 7 })
    .run({ total: 200 });
  expect(run).toSucceedWith({ receipt: expect.any(Number) });
  expect(run).toHaveTakenPath(['IsLarge', 'Approve', 'Charge']);
  expect(run).toHaveCalled('Charge', 2);
  expect(run).toHaveTaken({ minutes: 5, seconds: 2 });
  expect(run).not.toFailWith('Throttled');
  await expect(machine('order.asl.json').task('Charge', 1).run({ total: 1 })).resolves.toSucceedWith(1);
});
`;

const FAILING = `import { expect, test } from 'vitest';
import { machine } from 'stepbreaker/vitest';

const run = await machine('order.asl.json').task('Charge', { receipt: 7 }).run({ total: 20 });
test('path', () => {
  expect(run).toHaveTakenPath(['IsLarge', 'Approve', 'Charge']);
});
test('output', () => {
  expect(run).toSucceedWith({ receipt: 8 });
});
test('in a mock function', async () => {
  const asserting = (order: { total: number }) => expect(order.total).toBe(21);
  await machine('order.asl.json').task('Charge', asserting).run({ total: 20 });
});
`;

const MISUSED = `import { expect } from 'vitest';
import { machine } from 'stepbreaker/vitest';

const run = await machine('order.asl.json').run();
// @ts-expect-error a misspelt matcher
expect(run).toSucceedWit({});
// @ts-expect-error a path is a list
expect(run).toHaveTakenPath('IsLarge');
`;

function writeProject(): void {
  symlinkSync(join(project, 'node_modules'), join(directory, 'node_modules'));
  const files = {
    'package.json': '{ "type": "module" }',
    'order.asl.json': JSON.stringify(order),
    'passing.test.ts': PASSING,
    'failing.test.ts': FAILING,
    'misused.ts': MISUSED,
    'vitest.config.js': `export default { resolve: { alias: { 'stepbreaker/vitest': ${JSON.stringify(entry)} } }, cacheDir: '.vite', test: { watch: false } };`,
    'tsconfig.json': JSON.stringify({
      extends: join(project, 'tsconfig.json'),
      compilerOptions: { paths: { 'stepbreaker/vitest': [entry] }, typeRoots: [join(project, 'node_modules/@types')] },
      include: ['*.ts'],
    }),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
}
afterAll(() => rmSync(directory, { recursive: true }));

async function runTool(tool: string, ...words: readonly string[]): Promise<{ code: unknown; printed: string }> {
  // This process's jest is none of vitest's business.
  const { NODE_ENV: _, JEST_WORKER_ID: _worker, NODE_OPTIONS: _options, NO_COLOR: _colour, ...plain } = process.env;
  const env = { ...plain, FORCE_COLOR: '1', STEPBREAKER_TARGET: 'embedded' };
  return new Promise((resolve) => {
    const command = [join(project, 'node_modules', tool), ...words];
    execFile(process.execPath, command, { cwd: directory, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, printed: stdout + stderr }),
    );
  });
}

writeProject();
const runs = Promise.all([runTool('typescript/bin/tsc', '-p', '.'), runTool('vitest/vitest.mjs', 'run')]);

test('the matchers are typed', async () => {
  const [types] = await runs;
  expect(types).toEqual({ code: 0, printed: '' });
});

test('a vitest test has the matchers', async () => {
  const [, { printed }] = await runs;
  expect(stripVTControlCharacters(printed)).toMatch(/Tests {2}3 failed \| 1 passed \(4\)/);
});

test('vitest prints the paths side by side', async () => {
  const [, { code, printed }] = await runs;
  expect(code).toBe(1);
  expect(stripVTControlCharacters(printed)).toContain(`Error: expect(run).toHaveTakenPath(path)

The paths part at step 2: expected 'Approve', taken 'Charge'.

     expected  taken
  1  IsLarge   IsLarge
✗ 2  Approve   Charge
  3  Charge    (end)

IsLarge (Choice):
  input      {"total":20}
`);
});

test('an assertion in a mock function fails the test', async () => {
  const [, { printed }] = await runs;
  expect(stripVTControlCharacters(printed)).toContain('AssertionError: expected 20 to be 21');
});

test("vitest prints its own difference of outputs, in colour, and points to the test's line", async () => {
  const [, { printed }] = await runs;
  expect(printed).toContain('\u001b[32m-   "receipt": 8,');
  expect(printed).toContain('\u001b[31m+   "receipt": 7,');
  expect(stripVTControlCharacters(printed)).toContain('failing.test.ts:9:15');
});
