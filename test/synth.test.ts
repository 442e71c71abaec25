import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { userProject } from './user-project.fixture.js';

const project = userProject();
const { directory } = project;
afterAll(project.remove);

const synth = (...words: string[]) => project.stepbreaker('synth', ...words);

/** A module with a circuit breaker for one function. */
function module(file: string, exports: string): string {
  const code = `import { circuitBreakerMachine, getAtt, lambda, target } from 'stepbreaker';
import { functionName } from './names.${file.endsWith('.ts') ? 'js' : 'mjs'}';
const breaker = (circuit = {}) => circuitBreakerMachine({
  name: 'nightly',
  circuit,
  targets: [target('only', lambda(getAtt(functionName, 'Arn')), (id) => ({ id }))],
  lastResort: [],
});
${exports}
`;
  // Beside an import as TypeScript's users write it, of a .ts file by the name of the .js file that it becomes.
  const names = join(dirname(file), file.endsWith('.ts') ? 'names.ts' : 'names.mjs');
  project.write(names, `export const functionName = 'AnswerFunction';\n`);
  return project.write(file, code);
}

const SUBSTITUTIONS = { AnswerFunctionArn: { 'Fn::GetAtt': ['AnswerFunction', 'Arn'] } };
const json = (file: string): unknown => JSON.parse(readFileSync(join(directory, file), 'utf8'));

describe('a folder', () => {
  test('every machine of its modules, but of no test and no fixture; state-machines/ where none is named', () => {
    module('state-machines/nightly-batch.ts', 'export const nightly = breaker();');
    module('state-machines/cache-warm-up.ts', 'export const cacheWarmUp = (circuit = {}) => breaker(circuit);');
    module('state-machines/with-argument.ts', 'export const withArgument = (circuit: object) => breaker(circuit);');
    module(
      'state-machines/index.ts',
      `export { nightly } from './nightly-batch.js';\nexport const breakers = [breaker];`,
    );
    for (const kind of ['test', 'fixture', 'd'])
      project.write(`state-machines/nightly.${kind}.ts`, `throw new Error('not a machine');\n`);
    project.write('state-machines/notes.md', '');
    const files = ['cache-warm-up', 'nightly'].map((name) => `out/${name}.asl.json, out/${name}.substitutions.json`);
    expect(synth('--out', 'out')).toEqual({ code: 0, stdout: `${files.join('\n')}\n`, stderr: '' });
    expect(synth('state-machines', '--out', 'out').stdout).toBe(files.map((line) => `${line} (unchanged)\n`).join(''));
  });

  test('says everything that is wrong in it', () => {
    module('wrong/a.ts', 'export const one = breaker({ chunkSize: 0 });');
    project.write('wrong/b.ts', `import 'zed';\n`);
    const { code, stderr } = synth('wrong');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^wrong\/a\.ts:3: circuit "nightly": [\s\S]*\nwrong\/b\.ts:1: the package zed is not/);
    module('twice/a.ts', 'export const one = breaker();');
    module('twice/b.ts', 'export const one = breaker({ chunkSize: 7 });');
    expect(synth('twice')).toMatchObject({
      code: 2,
      stderr: 'twice: a.ts and b.ts both export a machine one; give one another name.\n',
    });
    project.write('empty/notes.md', '');
    expect(synth('empty')).toMatchObject({
      code: 2,
      stderr: 'empty: no module in this folder exports a state machine.\n',
    });
  });
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
      stderr: `bad.ts:3: circuit "nightly": 1 problem in its configuration\n  resetTimerSeconds: must be an integer in [10, 300], got 3000\n`,
    });
    expect(readdirSync(directory)).not.toContain('bad');
    project.write('bad/a.ts', readFileSync(join(directory, file), 'utf8').replace('./names', '../names'));
    project.write('bad/b.ts', 'export const open = {\n');
    const { code, stdout } = synth('bad', '--json');
    expect(code).toBe(1);
    const { machines, problems, error } = JSON.parse(stdout);
    expect(machines).toEqual([]);
    expect(problems).toEqual([
      expect.objectContaining({ code: 'SB013', field: 'circuit.resetTimerSeconds', file: 'bad/a.ts', line: 3 }),
    ]);
    expect(error).toContain('bad/b.ts:2:1: syntax error: Unexpected token');
  });
});

describe('wrong use is a sentence and exit code 2', () => {
  test.each([
    [['nowhere.ts'], 'nowhere.ts: there is no such file'],
    [['empty.mjs'], 'empty.mjs exports no state machine: expected an export such as'],
    [['nightly.ts', '--out', 'empty.mjs'], '--out empty.mjs: '],
    [['package.json'], 'package.json: expected a module (.ts or .js)'],
    [['--format', 'pulumi'], '--format is "pulumi", expected asl, sam, cdk, terraform or serverless.'],
  ])('%j', (words, sentence) => {
    project.write('empty.mjs', 'export const machine = 1;\n');
    const { code, stdout, stderr } = synth(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('no folder of machines, and none named', () => {
    const elsewhere = userProject();
    const { code, stderr } = elsewhere.stepbreaker('synth');
    elsewhere.remove();
    expect(code).toBe(2);
    expect(stderr).toContain('There is no folder state-machines/ here: name the module');
  });
});

test('--help tells everything, with examples', () => {
  const { code, stdout } = synth('--help');
  expect(code).toBe(0);
  for (const word of ['--out', '--stage', '--format', '--json', 'Examples:', 'Exit codes:'])
    expect(stdout).toContain(word);
});
