import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { comparisonTable } from '../bench/comparison/comparison-table.js';

/** The README's code, compiled and run as printed, as a package of its own would see it. */
const readme = readFileSync('README.md', 'utf8');
const directory = join(process.cwd(), 'test', '.readme');
const examples = [...readme.matchAll(/^```ts (\S+)\n([\s\S]*?)^```$/gm)].map(([, name = '', code = '']) => ({
  name,
  code,
}));

/** jest must not take an example for a test of the project; that one is run by src/testing. */
const fileOf = (name: string): string => name.replace('.test.ts', '-test.ts');

const outputOf = (name: string): string =>
  new RegExp(`<!-- output: ${name.replaceAll('.', '\\.')} -->\n+\`\`\`\n([\\s\\S]*?)\`\`\`\n`).exec(readme)?.[1] ?? '';

beforeAll(() => {
  mkdirSync(directory, { recursive: true });
  for (const { name, code } of examples) writeFileSync(join(directory, fileOf(name)), code);
  const config = {
    extends: '../../tsconfig.json',
    include: [],
    files: examples.map(({ name }) => fileOf(name)),
    compilerOptions: { noEmit: false, rootDir: '.', outDir: 'built' },
  };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config));
});
afterAll(() => rmSync(directory, { recursive: true }));

test('every example compiles', () => {
  expect(examples.map(({ name }) => name)).toEqual([
    'nightly.ts',
    'outage.ts',
    'reply.ts',
    'order.test.ts',
    'checkout.ts',
  ]);
  const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', directory], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
});

test('the outage prints what the README says', () => {
  const printed = execFileSync(process.execPath, [join(directory, 'built', 'outage.js')], { encoding: 'utf8' });
  expect(printed).toBe(outputOf('outage.ts'));
});

test.each([
  ['npm start', []],
  ['npm start -- --scenario shared', ['--scenario', 'shared']],
])('%s prints what the README says', (name, options) => {
  const out = join(directory, 'out');
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
  const shown = /<!-- output: npm run bench:comparison -->\n+([\s\S]*?)\n+<!-- /.exec(readme)?.[1] ?? '';
  expect(shown.split('\n').map(cells)).toEqual((await comparisonTable()).map(cells));
});

test('the configuration error is the one that is printed', async () => {
  const { parseCircuitConfiguration } = await import('../src/breaker/index.js');
  const message = /^circuit "nightly"[\s\S]*?(?=\n```)/m.exec(readme)?.[0];
  expect(() => parseCircuitConfiguration({ resetTimerSeconds: 3000, whileOpen: 'panic' }, 'nightly')).toThrow(
    message ?? 'no message',
  );
});
