import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { size } from './size.js';
import { userProject } from './user-project.fixture.js';

/** What TypeScript's users write: an `enum`, and an import of a .ts file by the name of the .js file that it becomes. */
const arns = `export enum Functions {
  Answer = 'AnswerFunction',
}
`;
const nightly = `import { circuitBreakerMachine, getAtt, lambda, target, workflow } from 'stepbreaker';
import { Functions } from './arns.js';

interface Question {
  readonly id: string;
}
type Answer = (event: Question) => Promise<string>;

export const nightly = circuitBreakerMachine<string>({
  targets: [target('only', lambda<Answer>(getAtt(Functions.Answer, 'Arn')), (id) => ({ id }))],
  lastResort: [],
});

const { machine, input } = workflow<{ input: { n: number } }>();
export const warned = machine({
  startAt: 'Show',
  states: {
    Show: { type: 'Pass', output: 'it is {% $states.input.n %}' as never, next: 'Done' },
    Done: { type: 'Succeed', output: input.n },
  },
});
`;

type ProjectType = 'commonjs' | 'module' | 'none';
const TYPES: ProjectType[] = ['commonjs', 'module', 'none'];

describe.each(size<ProjectType[]>({ sample: ['module'], full: TYPES }))('a project with the type %s', (type) => {
  const project = userProject(type);
  afterAll(project.remove);
  project.write('arns.ts', arns);
  project.write('nightly.ts', nightly);

  test('synth reads its TypeScript, and leaves nothing behind but the files', () => {
    const before = readdirSync(project.directory);
    const installed = readdirSync(join(project.directory, 'node_modules'));
    expect(project.stepbreaker('synth', 'nightly.ts', '--out', 'asl')).toMatchObject({
      code: 0,
      stdout:
        'asl/nightly.asl.json, asl/nightly.substitutions.json\nasl/warned.asl.json, asl/warned.substitutions.json\n',
      stderr: expect.stringMatching(/^nightly\.ts:18 warned: warning SB107 state 'Show': /),
    });
    expect(readdirSync(project.directory).sort()).toEqual([...before, 'asl'].sort());
    expect(readdirSync(join(project.directory, 'node_modules'))).toEqual(installed);
  });

  test('check names machine, state and the line of the source', () => {
    const { code, stdout } = project.stepbreaker('check', 'nightly.ts');
    expect(code).toBe(0);
    expect(stdout).toContain("nightly.ts:18 warning SB107 machine 'warned', state 'Show', Output\n");
    expect(stdout).toContain('0 errors, 1 warning in 1 file');
  });

  test('check prints what the builder refuses as problems of the file', () => {
    project.write(
      'refused.ts',
      `import { workflow } from 'stepbreaker';\n\ninterface Gone {\n  a: string;\n}\nconst { machine } = workflow();\nexport const bad = machine({\n  startAt: 'A',\n  states: {\n    A: { type: 'Pass', next: 'Nope' },\n  },\n} as never);\n`,
    );
    const { code, stdout } = project.stepbreaker('check', 'refused.ts');
    expect(code).toBe(1);
    expect(stdout).toContain("refused.ts:10 error SB001 state 'A', Next\n    leads to 'Nope'");
    const synth = project.stepbreaker('synth', 'refused.ts');
    expect(synth.code).toBe(1);
    expect(synth.stderr).toMatch(
      /^1 problem in the state machine built at refused\.ts:7\n\n {2}error SB001 state 'A', Next \(refused\.ts:10\)\n/,
    );
  });
});

/** Positions are right although types, which become nothing, stand above. */
const types = 'interface Gone {\n  readonly a: string;\n}\n';

describe('a module that cannot be used is a sentence with its place', () => {
  const project = userProject();
  afterAll(project.remove);
  project.write('tsconfig.json', '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }');
  project.write('broken.ts', `${types}const = 1;\n`);
  project.write('fails.ts', `${types}export const depth = (): never => {\n  throw new RangeError('too deep');\n};\n`);

  const breaker = (rest: string) =>
    `import { circuitBreakerMachine, lambda, target } from 'stepbreaker';\n${types}export const nightly = circuitBreakerMachine({\n  name: 'nightly',\n  targets: [target('only', lambda('answer'), (id) => (${rest}\n  lastResort: [],\n});\n`;

  test.each([
    ['a syntax error', `import './broken.js';\n`, 'broken.ts:4:7: syntax error: Unexpected token\n'],
    ['a brace that is not closed', `${types}export const open = {\n`, 'a.ts:5:1: syntax error: Unexpected token\n'],
    [
      'a path of tsconfig.json',
      `${types}import '@lib/gone';\n`,
      /^a\.ts:4: there is no lib\/gone, where the paths of tsconfig\.json lead @lib\/gone\n$/,
    ],
    ['a package', `${types}import { z } from 'zed';\nz();\n`, 'a.ts:4: the package zed is not installed: npm i zed\n'],
    [
      "a scoped package's part",
      `import '@scope/zed/part';\n`,
      'a.ts:1: the package @scope/zed is not installed: npm i @scope/zed\n',
    ],
    ['a file', `${types}import './gone.js';\n`, 'a.ts:4: there is no ./gone.js\n'],
    [
      'an exception',
      `import { depth } from './fails.js';\ndepth();\n`,
      'fails.ts:5: the module throws RangeError: too deep\n',
    ],
    [
      'a wrong name',
      `import { circuitBraker } from 'stepbreaker';\n${types}circuitBraker();\n`,
      'a.ts:5: the module throws TypeError: circuitBraker is not a function\n',
    ],
    ['something thrown', `throw 'tea';\n`, 'a.ts: the module throws tea\n'],
    [
      'a default export that throws',
      `${types}export default () => {\n  throw new Error('no stage');\n};\n`,
      'a.ts:5: the module throws Error: no stage\n',
    ],
    [
      'a wrong circuit',
      breaker('{ id }))],\n  circuit: { resetTimerSeconds: 3000 },'),
      'a.ts:5: circuit "nightly": 1 problem in its configuration\n  resetTimerSeconds: must be an integer in [10, 300], got 3000\n',
    ],
    [
      'a wrong circuit of a machine without a name',
      breaker('{ id }))],\n  circuit: { resetTimer: 3000, failureTreshold: 3 },').replace("  name: 'nightly',\n", ''),
      /^a\.ts:5: circuit "nightly": 2 problems in its configuration\n[^]*failureTreshold: is not a field of a circuit \(did you mean failureThreshold\?\), got 3\n/,
    ],
    [
      'a breaker that the checker refuses',
      breaker(`'{% $nope %}'))],`),
      /^\d+ problems? in state machine 'nightly' built at a\.ts:5\n/,
    ],
  ])('%s', (_what, text, message) => {
    project.write('a.ts', text);
    const { code, stdout, stderr } = project.stepbreaker('synth', 'a.ts');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    if (typeof message === 'string') expect(stderr).toBe(message);
    else expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test('to check, one that cannot be loaded is unreadable, and a wrong circuit is an error in it', () => {
    const broken = project.stepbreaker('check', 'broken.ts');
    expect(broken).toMatchObject({ code: 2, stdout: expect.stringContaining('broken.ts:4:7: syntax error') });
    project.write('a.ts', breaker('{ id }))],\n  circuit: { resetTimerSeconds: 3000 },'));
    const { code, stdout } = project.stepbreaker('check', 'a.ts');
    expect(code).toBe(1);
    expect(stdout).toContain('a.ts:5 error SB013 circuit.resetTimerSeconds\n');
    expect(stdout).toContain(
      '    resetTimerSeconds must be an integer in [10, 300], got 3000\n    fix: give it such a value\n',
    );
  });
});

/** Packages as npm has them, by file. */
const packages = {
  'cjs/package.json': '{ "version": "1.2.3", "main": "i.js" }',
  // Node finds no names in this.
  'cjs/i.js': `class Base {}; Base.kind = 'base'; module.exports = Object.assign({}, { b: 'cjs', dir: __dirname, Base });`,
  'cjs-function/index.js': `module.exports = () => 'called'; module.exports.part = 'part';`,
  'cjs-map/index.js': `module.exports = new Map([[1, 'one']]);`,
  'was-esm/index.js': `exports.__esModule = true; exports.default = { d: 'default' }; exports.named = 'named';`,
  'esm/package.json': '{ "type": "module", "exports": "./i.js" }',
  'esm/i.js': `export const late = await Promise.resolve('late'); export default () => 'esm'; export class Kind {}`,
  'both/package.json':
    '{ "exports": { ".": { "import": "./i.mjs", "require": "./i.cjs" }, "./kind.js": "./kind.js" } }',
  'both/i.mjs': `export const kind = 'import';`,
  // Node reads this as CommonJS.
  'both/kind.js': `export const kind = 'import';`,
  'both/i.cjs': `exports.kind = 'require';`,
};

/** Imports everything, and puts what it got where synth shows it. */
const importing = `import whole, { b, dir, Base } from 'cjs';
import * as namespace from 'cjs';
import call, { part } from 'cjs-function';
import map from 'cjs-map';
import was, { named } from 'was-esm';
import * as wasNamespace from 'was-esm';
import esm, { late, Kind } from 'esm';
import { kind } from 'both';
import data, { n } from './data.json';
import { version } from 'cjs/package.json';
import { where } from '@lib/where';
import { workflow, WorkflowError } from 'stepbreaker';
import * as other from './other.js';
import made, { answer } from './other.js';

class Derived extends Base {}
const output = {
  cjs: [whole.b, b, dir.length > 0, namespace.b, namespace.default.b, Derived.kind],
  others: [call(), part, map.get(1), named, wasNamespace.named, esm(), late, kind, data.n, n, version, where],
  was: Object.keys(was).join(),
  same: [other.whole === whole, other.Base === Base, other.Kind === Kind, other.map === map, other.WorkflowError === WorkflowError, other.default === made],
};
const { machine } = workflow();
const shown = () => machine({ startAt: 'Call', states: { Call: { type: 'Task', call: answer({ n }), next: 'Show' }, Show: { type: 'Succeed', output } } });
export const named_ = shown();
export default ({ stage }) => ({ [stage]: shown() });
`;
const other = `import whole, { Base } from 'cjs';
import map from 'cjs-map';
import { Kind } from 'esm';
import { getAtt, lambda, WorkflowError } from 'stepbreaker';
export const answer = lambda(getAtt('AnswerFunction', 'Arn'));
export default { made: true };
export { Base, Kind, map, whole, WorkflowError };
`;

describe.each(size<ProjectType[]>({ sample: ['none'], full: TYPES }))(
  'imports in a project with the type %s',
  (type) => {
    const project = userProject(type);
    afterAll(project.remove);
    for (const [file, text] of Object.entries(packages)) project.write(`node_modules/${file}`, text);
    project.write('tsconfig.json', '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }');
    project.write('lib/where.ts', `export const where: string = 'paths';\n`);
    project.write('data.json', '{ "n": 1 }');
    project.write('node_modules/both/tsconfig.json', '{ "extends": "../gone.json" }');

    test.each(type === 'none' ? ['ts', 'mts', 'cts', 'js'] : ['ts', 'js'])(
      'of every kind, in a .%s file',
      (extension) => {
        const from = extension.replace('t', 'j');
        project.write(`other.${extension}`, other);
        project.write(`all.${extension}`, importing.replaceAll('./other.js', `./other.${from}`));
        expect(project.stepbreaker('synth', `all.${extension}`, '--stage', 'prod')).toMatchObject({
          code: 0,
          stderr: '',
        });
        const files = ['named-', 'prod'].map((name) =>
          readFileSync(join(project.directory, `${name}.asl.json`), 'utf8'),
        );
        expect(files[0]).toBe(files[1]);
        const isEsModule = extension === 'mts' || (type === 'module' && extension !== 'cts');
        expect(JSON.parse(files[0] ?? '').States).toMatchObject({
          Call: { Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: '${AnswerFunctionArn}' } },
          Show: {
            Output: {
              cjs: ['cjs', 'cjs', true, 'cjs', 'cjs', 'base'],
              others: ['called', 'part', 'one', 'named', 'named', 'esm', 'late', 'import', 1, 1, '1.2.3', 'paths'],
              // As Node and TypeScript have it.
              was: isEsModule ? '__esModule,default,named' : 'd',
              same: [true, true, true, true, true, true],
            },
          },
        });
      },
    );

    test('beside a tsconfig.json that extends one that is not there', () => {
      project.write('generated/tsconfig.json', '{ "extends": "./.generated/tsconfig.json" }');
      project.write(
        'generated/nightly.ts',
        `import { workflow } from 'stepbreaker';\nimport { kind } from 'both/kind.js';\nexport const nightly = workflow().machine({ startAt: 'A', states: { A: { type: 'Succeed', output: kind as never } } });\n`,
      );
      expect(project.stepbreaker('synth', 'generated/nightly.ts')).toMatchObject({ code: 0, stderr: '' });
    });

    test('a module that TypeScript compiled to CommonJS', () => {
      project.write(
        'compiled.cjs',
        `exports.__esModule = true;\nconst { machine } = require('stepbreaker').workflow();\nconst shown = () => machine({ startAt: 'A', states: { A: { type: 'Succeed' } } });\nexports.nightly = shown();\nexports.default = ({ stage }) => ({ [stage]: shown() });\n`,
      );
      const { code, stdout } = project.stepbreaker('synth', 'compiled.cjs', '--stage', 'beta');
      expect(code).toBe(0);
      expect(stdout).toContain('nightly.asl.json');
      expect(stdout).toContain('beta.asl.json');
    });
  },
);
