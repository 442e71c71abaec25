/**
 * Projects of users, by their tools. Each is a folder with the packed stepbreaker, what `manifest` adds to its package.json and
 * `files`; it works when every one of `commands` ends well, on every Node.js. A command begins with a file of the folder's
 * node_modules, or with one of its own. `once` is for compilers, to which the Node.js they run on makes no difference.
 */
import { readFileSync } from 'node:fs';

/** @typedef {{ name: string, manifest: object, files: Record<string, string>, commands: string[][], prints?: RegExp, once?: boolean }} Consumer */

const json = (value) => JSON.stringify(value, null, 2);

/** Typed builder, matchers, and an error that is an instance of its class. */
const machineTest = (runner, kit) => `import { expect, test } from '${runner}';
import { getAtt, lambda, workflow, WorkflowError } from 'stepbreaker';
import { machine } from '${kit}';

type Charge = (event: { orderId: string }) => Promise<{ receiptId: string }>;
const charge = lambda<Charge>(getAtt('ChargeFunction', 'Arn'));
const shop = workflow<{ input: { orderId: string }; output: string }>();

const checkout = shop.machine({
  startAt: 'Charge',
  states: {
    Charge: {
      type: 'Task',
      call: charge({ orderId: shop.execution.input.orderId }),
      retry: [{ errors: ['States.TaskFailed'], maxAttempts: 1 }],
      next: shop.end(charge.result.receiptId),
    },
  },
});

test('a machine of the builder, with a mocked task, in virtual time', async () => {
  const run = await machine(checkout)
    .task('Charge', { error: 'Throttled' }, { receiptId: 'r-1' })
    .run({ orderId: 'o-1' });
  expect(run).toSucceedWith('r-1');
  expect(run).toHaveTakenPath(['Charge']);
  expect(() => expect(run).toSucceedWith('r-2')).toThrow('toSucceedWith');
});

test('a machine that cannot work is an error of the class that is exported', () => {
  const { machine, vars, end } = workflow<{ variables: { receipt: string } }>();
  expect(() =>
    machine({ startAt: 'Read', states: { Read: { type: 'Pass', output: vars.receipt, next: end() } } }),
  ).toThrow(WorkflowError);
});

test('a wrong machine does not compile', () => {
  // @ts-expect-error the function takes an orderId
  expect(() => charge({ order: 1 })).not.toThrow();
});
`;

/** The same file in all that jest runs, whatever turns its TypeScript into JavaScript. */
const jestFiles = (config, others = {}) => ({
  'jest.config.json': json(config),
  'checkout.test.ts': machineTest('@jest/globals', 'stepbreaker/jest'),
  ...others,
});
const jest = ['node_modules/jest/bin/jest.js', '--colors=false'];

const compilerOptions = {
  target: 'es2022',
  strict: true,
  skipLibCheck: false,
  esModuleInterop: true,
  noEmit: true,
  types: ['node'],
};
const tsc = (typescript, options) => ({
  manifest: { devDependencies: { typescript, '@types/node': '^20.19.0', '@jest/globals': '^30.5.2' } },
  files: {
    'tsconfig.json': json({ compilerOptions: { ...compilerOptions, ...options }, include: ['*.ts', '*.cts', '*.mts'] }),
    'entries.ts': everyEntry,
    'entries.mts': everyEntry,
    ...(options.module.startsWith('node') && { 'entries.cts': everyEntry }),
    'checkout.test.ts': machineTest('@jest/globals', 'stepbreaker/jest'),
  },
  commands: [['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']],
  once: true,
});

/** All entries that need no package but their own to be compiled. */
const names = Object.keys(JSON.parse(readFileSync('build/entries.json', 'utf8'))).filter(
  (name) => !['bedrock', 'vitest', 'cdk'].includes(name),
);
const specifier = (name) => (name === 'index' ? 'stepbreaker' : `stepbreaker/${name}`);
const everyEntry = `${names.map((name) => `import * as ${name} from '${specifier(name)}';`).join('\n')}
export const status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | undefined = undefined as
  | engine.ExecutionStatus
  | undefined;
export const entries = { ${names.join(', ')} };
// @ts-expect-error there is no such function
index.circuitBrakerMachine;
`;

const outage = `
  const clock = skipClock();
  const engine = createEngine({ clock });
  engine.lambda('charge', () => {
    throw new TaskError('CardDeclined', 'no money');
  });
  const States = { Charge: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:charge', End: true } };
  const { stateMachineArn } = engine.createStateMachine({ name: 'charge', definition: { StartAt: 'Charge', States } });
  const { status, error } = await engine.startExecution({ stateMachineArn, input: {} }).finished;
  assert.deepEqual({ status, error }, { status: 'FAILED', error: 'CardDeclined' });
`;
const ofGetAtt = `
  const charge = lambda(getAtt('ChargeFunction', 'Arn'));
  const { machine, end } = workflow();
  const { substitutions } = machine({
    startAt: 'Charge',
    states: { Charge: { type: 'Task', call: charge({}), next: end({}) } },
  }).toDefinition();
  assert.deepEqual(substitutions, { ChargeFunctionArn: { 'Fn::GetAtt': ['ChargeFunction', 'Arn'] } });
`;
const nodeTest = (name, body) => `test('${name}', async () => {${body}});\n`;

/** README's own first machine. */
const [, nightly = ''] = /^```ts nightly\.ts\n([\s\S]*?)^```$/m.exec(readFileSync('README.md', 'utf8')) ?? [];
const commandLine = (type) => ({
  name: `stepbreaker synth nightly.ts, ${type}`,
  manifest: { type },
  files: { 'nightly.ts': nightly },
  commands: [['node_modules/.bin/stepbreaker', 'synth', 'nightly.ts', '--format', 'sam']],
  prints: /DefinitionUri: nightly\.asl\.json[\s\S]*GenerateFunctionArn: !GetAtt GenerateFunction\.Arn/,
});

/** @type {readonly Consumer[]} */
export const consumers = [
  {
    name: 'ts-jest, type-checked, module commonjs',
    manifest: {
      devDependencies: { jest: '^30.5.2', 'ts-jest': '^29.4.0', typescript: '~5.9.3', '@types/node': '^20.19.0' },
    },
    files: jestFiles(
      { transform: { '\\.ts$': 'ts-jest' } },
      { 'tsconfig.json': json({ compilerOptions: { ...compilerOptions, module: 'commonjs' } }) },
    ),
    commands: [jest],
  },
  {
    name: '@swc/jest',
    manifest: { devDependencies: { jest: '^30.5.2', '@swc/core': '^1.13.0', '@swc/jest': '^0.2.39' } },
    files: jestFiles({ transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' } } }] } }),
    commands: [jest],
  },
  {
    name: 'babel-jest',
    manifest: {
      devDependencies: {
        jest: '^30.5.2',
        '@babel/core': '^7.28.0',
        '@babel/preset-env': '^7.28.0',
        '@babel/preset-typescript': '^7.28.0',
      },
    },
    files: jestFiles(
      { transform: { '\\.ts$': 'babel-jest' } },
      {
        'babel.config.json': json({
          presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'],
        }),
      },
    ),
    commands: [jest],
  },
  {
    name: 'jest, ES modules',
    manifest: { type: 'module', devDependencies: { jest: '^30.5.2', esbuild: '^0.28.2' } },
    files: jestFiles(
      { transform: { '\\.ts$': './esbuild.mjs' }, extensionsToTreatAsEsm: ['.ts'] },
      {
        'esbuild.mjs': `import { transformSync } from 'esbuild';
export default { process: (text) => transformSync(text, { loader: 'ts', format: 'esm', target: 'node20' }) };
`,
      },
    ),
    commands: [['--experimental-vm-modules', ...jest]],
  },
  {
    name: 'vitest',
    manifest: {
      type: 'module',
      devDependencies: { vitest: '^4.1.0', typescript: '~5.9.3', '@types/node': '^20.19.0' },
    },
    files: {
      'checkout.test.ts': machineTest('vitest', 'stepbreaker/vitest'),
      'tsconfig.json': json({ compilerOptions: { ...compilerOptions, skipLibCheck: true, module: 'nodenext' } }),
    },
    commands: [
      ['node_modules/vitest/vitest.mjs', 'run', '--no-color'],
      ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
    ],
  },
  {
    name: 'node:test, import, require and both',
    manifest: {},
    files: {
      'import.test.mjs': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getAtt, lambda, workflow } from 'stepbreaker';
import { createEngine, skipClock, TaskError } from 'stepbreaker/engine';
${nodeTest('engine', outage)}${nodeTest('builder', ofGetAtt)}`,
      'require.test.cjs': `const assert = require('node:assert/strict');
const { test } = require('node:test');
const { getAtt, lambda, workflow } = require('stepbreaker');
const { createEngine, skipClock, TaskError } = require('stepbreaker/engine');
${nodeTest('engine', outage)}${nodeTest('builder', ofGetAtt)}`,
      'both.test.mjs': `import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { getAtt, workflow } from 'stepbreaker';
import { createEngine } from 'stepbreaker/engine';
const require = createRequire(import.meta.url);
const { lambda } = require('stepbreaker');
const { skipClock, TaskError } = require('stepbreaker/engine');
${nodeTest('engine', outage)}${nodeTest('builder', ofGetAtt)}`,
    },
    commands: [['--test', 'import.test.mjs', 'require.test.cjs', 'both.test.mjs']],
  },
  { name: 'tsc 5.9, node16, libraries checked', ...tsc('~5.9.3', { module: 'node16', target: 'es2022' }) },
  { name: 'tsc 5.9, bundler, libraries checked', ...tsc('~5.9.3', { module: 'esnext', moduleResolution: 'bundler' }) },
  { name: 'tsc 5.9, node10, libraries checked', ...tsc('~5.9.3', { module: 'commonjs' }) },
  { name: 'tsc 7, node16, libraries checked', ...tsc('~7.0.2', { module: 'node16', target: 'es2022' }) },
  {
    name: 'stepbreaker demo, nothing else installed',
    manifest: {},
    files: {},
    commands: [['node_modules/.bin/stepbreaker', 'demo', '--scenario', 'shared']],
    prints: /everybody was served[\s\S]*warm-up primary/,
  },
  commandLine('commonjs'),
  commandLine('module'),
];
