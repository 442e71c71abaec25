import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const stack = 'examples/cdk/stack.ts';
const files = {
  sam: 'examples/sam/template.yaml',
  terraform: 'examples/terraform/main.tf',
};
type Tool = keyof typeof files;
const source = (tool: Tool): string => readFileSync(files[tool], 'utf8');

/** What the machine asks AWS for, by the task in its definition: the permissions that its role needs. */
const PERMISSIONS: Readonly<Record<string, string>> = {
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

/** The keys of what templatefile is given. */
function namesInBraces(text: string): string[] {
  const block = /templatefile\(.*, \{\n([^}]*)\}/.exec(text)?.[1] ?? '';
  return matches(block, /^ +(\w+) *[:=]/gm);
}

const matches = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, found = '']) => found)),
];

test('every ${…} in the definition has a substitution, and the other way round', () => {
  for (const text of Object.values(definition)) expect(matches(text, /\$\{([^}]*)\}/g)).toEqual([...substitutions]);
  expect(definition.terraform).not.toMatch(/(?<!%)%\{/);
});

describe.each(['sam', 'terraform'] as const)('%s', (tool) => {
  test('has a value for every substitution, and for nothing else', () => {
    const names = tool === 'sam' ? Object.keys(samProperties().DefinitionSubstitutions) : namesInBraces(source(tool));
    expect(names.sort()).toEqual([...substitutions].sort());
  });

  test('grants what the machine does, and nothing else', () => {
    const tasks = matches(definition[tool] ?? '', /"arn:aws:states:::([^".]+)[^"]*"/g);
    const needed = tasks.map((task) => PERMISSIONS[task] ?? `a permission for ${task}`);
    const granted = matches(source(tool), /\b((?:lambda|events|states|sns|sqs|dynamodb|s3|bedrock):[A-Z]\w+)/g);
    expect(granted.sort()).toEqual(needed.sort());
    expect(source(tool)).not.toMatch(/(Action|Resource|actions|resources)\W+\*/);
  });
});

test('the SAM template reads the definition from the file that is written', () => {
  expect(samProperties().DefinitionUri).toBe('nightly.asl.json');
});

test('the machine and the stack compile', () => {
  const config = {
    extends: join(process.cwd(), 'tsconfig.json'),
    include: [],
    files: ['examples/machines.ts', stack].map((file) => join(process.cwd(), file)),
    compilerOptions: { typeRoots: [join(process.cwd(), 'node_modules/@types')] },
  };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config));
  const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', directory], { encoding: 'utf8' });
  expect(tsc.stdout).toBe('');
});

describe('the CDK stack, synthesised as cdk does it', () => {
  const arn = (name: string) => `arn:aws:lambda:eu-west-1:111122223333:function:${name}`;
  const synthesise = (context: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, ['node_modules/jiti/lib/jiti-cli.mjs', stack], {
      encoding: 'utf8',
      env: {
        ...process.env,
        CDK_OUTDIR: join(directory, 'cdk.out'),
        CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'aws:cdk:disable-version-check': true }),
        JITI_FS_CACHE: 'false',
      },
    });

  test('has the machine, its functions, and a role that allows what it does and nothing else', () => {
    const { status, stderr } = synthesise({ generate: arn('generate'), bestsellers: arn('bestsellers') });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const template: string = readFileSync(join(directory, 'cdk.out/stepbreaker-example.template.json'), 'utf8');
    const resources = Object.values<{ Type: string; Properties: Readonly<Record<string, unknown>> }>(
      JSON.parse(template).Resources,
    );
    const [machine] = resources.filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachine');
    expect(machine?.Properties['DefinitionSubstitutions']).toEqual({
      GenerateFunctionArn: arn('generate'),
      BestsellersFunctionArn: arn('bestsellers'),
    });
    const [policy] = resources.filter(({ Type }) => Type === 'AWS::IAM::Policy');
    const { PolicyDocument } = policy?.Properties ?? {};
    const { Statement } = PolicyDocument as { readonly Statement: readonly { readonly Action: string }[] };
    expect(Statement.map(({ Action }) => Action)).toEqual(Object.values(PERMISSIONS));
    expect(JSON.stringify(Statement)).not.toContain('*');
  });

  test('a function that is not named is a sentence', () => {
    const { status, stderr } = synthesise({ generate: arn('generate') });
    expect(status).not.toBe(0);
    expect(stderr).toContain('The ARN of a function is missing: cdk deploy -c bestsellers=arn:aws:lambda:…');
  });
});
