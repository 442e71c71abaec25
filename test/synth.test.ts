import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

/** The built command line as a user runs it. `npm test` builds before it tests. */
const main = join(process.cwd(), 'dist/cli/main.js');

/** Within the project, so that modules find stepbreaker, and esbuild for those in TypeScript. */
let directory: string;
beforeAll(() => {
  mkdirSync('out', { recursive: true });
  directory = mkdtempSync(join(process.cwd(), 'out', 'synth-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function synth(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'synth', ...words], {
    cwd: directory,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

/** A module with a circuit breaker for one function. */
function module(file: string, exports: string): string {
  const code = `import { circuitBreakerMachine, getAtt, lambda, target } from 'stepbreaker';
import { functionName } from './names.js';
const breaker = (circuit = {}) => circuitBreakerMachine({
  name: 'nightly',
  circuit,
  targets: [target('only', lambda(getAtt(functionName, 'Arn')), (id) => ({ id }))],
  lastResort: [],
});
${exports}
`;
  // Beside an import as TypeScript's users write it, of a .ts file by the name of the .js file that it becomes.
  writeFileSync(
    join(directory, file.endsWith('.ts') ? 'names.ts' : 'names.js'),
    `export const functionName = 'AnswerFunction';\n`,
  );
  writeFileSync(join(directory, file), code);
  return file;
}

const SUBSTITUTIONS = { AnswerFunctionArn: { 'Fn::GetAtt': ['AnswerFunction', 'Arn'] } };
const json = (file: string): unknown => JSON.parse(readFileSync(join(directory, file), 'utf8'));

test('the machines of the package are those of state-machines/', () => {
  expect(synth('--out', 'own')).toMatchObject({ code: 0, stderr: '' });
  const printed = readdirSync('state-machines').filter((file) => file.endsWith('.json'));
  expect(readdirSync(join(directory, 'own')).sort()).toEqual(printed.sort());
});

describe('a module', () => {
  test.each(['nightly.mjs', 'nightly.ts'])('%s: every machine it exports, and nothing else is left behind', (file) => {
    module(file, `export const nightlyBatch = breaker();\nexport const other = 7;\nexport default breaker();`);
    expect(synth(file, '--out', 'a')).toEqual({
      code: 0,
      stdout:
        'a/nightly-batch.asl.json, a/nightly-batch.substitutions.json\na/nightly.asl.json, a/nightly.substitutions.json\n',
      stderr: '',
    });
    expect(json('a/nightly-batch.asl.json')).toMatchObject({ QueryLanguage: 'JSONata' });
    expect(json('a/nightly-batch.substitutions.json')).toEqual(SUBSTITUTIONS);
    expect(readdirSync(directory).filter((name) => name.startsWith('.'))).toEqual([]);
    rmSync(join(directory, 'a'), { recursive: true });
  });

  test('a default export that is a function knows the stage; --json says what was written', () => {
    const file = module('staged.mjs', 'export default ({ stage }) => ({ [stage]: breaker() });');
    const { code, stdout } = synth(file, '--stage', 'prod', '--json', '--format', 'sam');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      machines: [
        {
          name: 'prod',
          definition: 'prod.asl.json',
          substitutions: 'prod.substitutions.json',
          changed: true,
          snippet: expect.stringContaining('AnswerFunctionArn: !GetAtt AnswerFunction.Arn'),
          warnings: [],
        },
      ],
    });
  });

  test('an invalid circuit is our message and exit code 1, and nothing is written', () => {
    const file = module(
      'bad.ts',
      'export const good = breaker();\nexport const bad = breaker({ resetTimerSeconds: 3000 });',
    );
    expect(synth(file, '--out', 'bad')).toEqual({
      code: 1,
      stdout: '',
      stderr: `bad.ts: circuit "nightly": 1 problem in its configuration\n  resetTimerSeconds: must be an integer in [10, 300], got 3000\n`,
    });
    expect(readdirSync(directory)).not.toContain('bad');
  });

  test.each([
    [
      'throws.mjs',
      `throw new RangeError('too few readers');`,
      'throws.mjs: the module cannot be loaded: RangeError: too few readers\n',
    ],
    ['broken.ts', `const = 1;`, 'broken.ts:9:6: ERROR: Expected identifier but found "="'],
  ])('%s that cannot be loaded: exit code 1', (file, exports, message) => {
    const { code, stderr } = synth(module(file, exports));
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});

describe('wrong use is a sentence and exit code 2', () => {
  test.each([
    [['nowhere.ts'], 'nowhere.ts: there is no such file'],
    [['empty.mjs'], 'empty.mjs exports no state machine: expected an export such as'],
    [['--out', 'empty.mjs'], '--out empty.mjs: '],
    [['--format', 'pulumi'], 'Allowed choices are asl, sam, cdk, terraform'],
  ])('%j', (words, sentence) => {
    writeFileSync(join(directory, 'empty.mjs'), 'export const machine = 1;\n');
    const { code, stdout, stderr } = synth(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('TypeScript that neither esbuild nor Node can read', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'stepbreaker-synth-'));
    writeFileSync(join(elsewhere, 'plain.ts'), 'export const machine: number = 1;\n');
    const { code, stderr } = synth(join(elsewhere, 'plain.ts'));
    rmSync(elsewhere, { recursive: true });
    expect(code).toBe(2);
    // A Node.js that strips types gets as far as what is in it.
    expect(stderr).toMatch(/Install esbuild beside it|exports no state machine/);
  });
});

test('--help tells everything, with examples', () => {
  const { code, stdout } = synth('--help');
  expect(code).toBe(0);
  for (const word of ['--out', '--stage', '--format', '--json', 'Examples:', 'Exit codes:'])
    expect(stdout).toContain(word);
});
