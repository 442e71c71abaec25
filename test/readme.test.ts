import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { comparisonTable } from '../bench/comparison/comparison-table.js';
import { readDocument } from './document.fixture.js';
import { userProject } from './user-project.fixture.js';

/** The README's code, compiled and run as printed, in a project as its reader has it. */
const readme = readDocument('README.md');
const project = userProject('none', ['@jest/globals', '@types/node', 'undici-types']);
afterAll(project.remove);
for (const { name, text } of readme.files) project.write(name, text);

const modules = readme.files.map(({ name }) => name).filter((name) => name.endsWith('.ts'));
const outputOf = (command: string): string => readme.outputs.get(command) ?? `no output of ${command}`;

test('every example compiles', () => {
  expect(modules).toEqual(['nightly.ts', 'outage.ts', 'reply.ts', 'order.test.ts', 'checkout.test.ts', 'checkout.ts']);
  // A project whose package.json says nothing of modules, and whose files are modules all the same.
  const compilerOptions = { module: 'esnext', moduleResolution: 'bundler' };
  const config = { extends: join(process.cwd(), 'tsconfig.json'), include: [], files: modules, compilerOptions };
  writeFileSync(join(project.directory, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', project.directory], { encoding: 'utf8' });
  expect(stdout).toBe('');
});

/** What is run in this repository, and needs more time than a snippet. */
const DEMOS = new Map([
  ['npm start', []],
  ['npm start -- --scenario shared', ['--scenario', 'shared']],
]);
const snippets = [...readme.outputs.keys()].filter((command) => command.startsWith('npx '));

test('what is printed of commands is what is tried here', () => {
  expect([...readme.outputs.keys()].filter((command) => !command.startsWith('npx '))).toEqual([...DEMOS.keys()]);
  expect(snippets.length).toBeGreaterThan(2);
  expect(readme.commands).toEqual(expect.arrayContaining(snippets));
  // What the project here is linked for.
  expect(readme.commands).toContain('npm i -D stepbreaker');
});

test.each(snippets)('%s prints what the README says', (command) => {
  const { stdout, stderr } = project.shell(command);
  expect(stdout.trim()).toBe(outputOf(command).trim());
  expect(stderr).toBe('');
});

test('the test for node:test passes as it is printed', () => {
  const command = readme.commands.find((each) => each.includes('--test'));
  expect(command).toContain('checkout.test.ts');
  const { code, stdout } = project.shell(command ?? '');
  expect({ code, passed: /^(?:#|ℹ) pass (\d+)$/m.exec(stdout)?.[1] }).toEqual({ code: 0, passed: '1' });
});

test.each([...DEMOS])('%s prints what the README says', (name, options) => {
  const out = join(project.directory, 'out');
  const words = ['dist/cli/main.js', 'demo', ...options, '--out', out];
  const printed = execFileSync(process.execPath, words, { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  const comparable = (text: string) =>
    text
      .replaceAll(out, 'out')
      .replace(/( of the batch's time in ).*/, '$1a moment')
      .replace(/(the run took ).*( of real time)/, '$1a moment$2')
      .replace(/ +$/gm, '')
      .trim();
  expect(comparable(printed)).toBe(comparable(outputOf(name)));
});

test('the comparison is the one that the README shows', async () => {
  const cells = (line: string): string[] => line.split('|').map((cell) => cell.trim().replace(/^-+(:?)$/, '---$1'));
  const shown = /<!-- output: npm run bench:comparison -->\n+([\s\S]*?)\n+<!-- /.exec(readme.text)?.[1] ?? '';
  expect(shown.split('\n').map(cells)).toEqual((await comparisonTable()).map(cells));
});

test('the configuration error is the one that is printed', async () => {
  const { parseCircuitConfiguration } = await import('../src/breaker/index.js');
  const message = /^circuit "nightly"[\s\S]*?(?=\n```)/m.exec(readme.text)?.[0];
  expect(() => parseCircuitConfiguration({ resetTimerSeconds: 3000, whileOpen: 'panic' }, 'nightly')).toThrow(
    message ?? 'no message',
  );
});
