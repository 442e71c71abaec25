import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const files = {
  sam: 'examples/sam/template.yaml',
  cdk: 'examples/cdk/stack.ts',
  terraform: 'examples/terraform/main.tf',
};
type Tool = keyof typeof files;
const source = (tool: Tool): string => readFileSync(files[tool], 'utf8');

/** What the machine asks AWS for, by the task in its definition: the rights that its role needs. */
const RIGHTS: Readonly<Record<string, string>> = {
  'lambda:invoke': 'lambda:InvokeFunction',
  'events:putEvents': 'events:PutEvents',
  'states:startExecution': 'states:StartExecution',
};

const directory = mkdtempSync(join(tmpdir(), 'stepbreaker-examples-'));
const definition: Partial<Record<Tool, string>> = {};
let substitutions: readonly string[] = [];

/** As the first line of every example says, with the built command line. */
beforeAll(() => {
  for (const tool of Object.keys(files) as Tool[]) {
    const words = ['dist/cli/main.js', 'synth', 'examples/machines.ts', '--format', tool, '--out', directory];
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    definition[tool] = readFileSync(join(directory, 'nightly.asl.json'), 'utf8');
  }
  substitutions = Object.keys(
    JSON.parse(readFileSync(join(directory, 'nightly.substitutions.json'), 'utf8')) as object,
  );
});
afterAll(() => rmSync(directory, { recursive: true }));

interface SamProperties {
  readonly DefinitionUri: string;
  readonly DefinitionSubstitutions: Readonly<Record<string, unknown>>;
}

function samProperties(): SamProperties {
  const template = parse(source('sam'), { logLevel: 'silent' }) as {
    readonly Resources: { readonly NightlyStateMachine: { readonly Properties: SamProperties } };
  };
  return template.Resources.NightlyStateMachine.Properties;
}

/** The keys of what definitionSubstitutions or templatefile is given. */
function namesInBraces(text: string): string[] {
  const block = /(?:definitionSubstitutions:|templatefile\(.*,) \{\n([^}]*)\}/.exec(text)?.[1] ?? '';
  return matches(block, /^ +(\w+) *[:=]/gm);
}

const matches = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, found = '']) => found)),
];

test('every ${…} in the definition has a substitution, and the other way round', () => {
  for (const text of Object.values(definition)) expect(matches(text, /\$\{([^}]*)\}/g)).toEqual([...substitutions]);
  expect(definition.terraform).not.toMatch(/(?<!%)%\{/);
});

describe.each(['sam', 'cdk', 'terraform'] as const)('%s', (tool) => {
  test('has a value for every substitution, and for nothing else', () => {
    const names = tool === 'sam' ? Object.keys(samProperties().DefinitionSubstitutions) : namesInBraces(source(tool));
    expect(names.sort()).toEqual([...substitutions].sort());
  });

  test('grants what the machine does, and nothing else', () => {
    const tasks = matches(definition[tool] ?? '', /"arn:aws:states:::([^".]+)[^"]*"/g);
    const needed = tasks.map((task) => RIGHTS[task] ?? `a right for ${task}`);
    const granted = matches(source(tool), /\b((?:lambda|events|states|sns|sqs|dynamodb|s3|bedrock):[A-Z]\w+)/g);
    expect(granted.sort()).toEqual(needed.sort());
    expect(source(tool)).not.toMatch(/(Action|Resource|actions|resources)\W+\*/);
  });
});

test('the SAM template reads the definition from the file that is written', () => {
  expect(samProperties().DefinitionUri).toBe('nightly.asl.json');
});

test('the machine compiles, and the stack as well where the CDK is there', () => {
  const hasCdk = existsSync('node_modules/aws-cdk-lib');
  const config = {
    extends: join(process.cwd(), 'tsconfig.json'),
    include: [],
    files: ['examples/machines.ts', ...(hasCdk ? [files.cdk] : [])].map((file) => join(process.cwd(), file)),
    compilerOptions: { typeRoots: [join(process.cwd(), 'node_modules/@types')] },
  };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config));
  const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', directory], { encoding: 'utf8' });
  expect(tsc.stdout).toBe('');
});
