import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { oneAtATime, onceARun } from '../once-a-run.fixture.js';

/** What a program printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  /** Standard output and error, as they came. */
  readonly printed: string;
}

/** An address that nobody listens at: whatever osls asks of AWS fails at once. */
const NOWHERE = 'http://127.0.0.1:9';

const BUNDLES = 'dist/functions';

/**
 * Runs osls as a user without an AWS account would: no credentials, no profile, no region. In this project one at a time: its runs
 * keep their state in the same folder, `.serverless`.
 *
 * @param environment set on top
 * @param directory where the service is; this project unless given
 */
export function osls(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  directory = process.cwd(),
): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:AWS_|SLS_|NODE_OPTIONS$)/.test(name));
  const program = join(process.cwd(), 'node_modules/osls/bin/serverless.js');
  const env = {
    ...Object.fromEntries(inherited),
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: NOWHERE,
    NO_COLOR: '1',
    ...environment,
  };
  const running = () => run([program, ...words], env, directory);
  return directory === process.cwd() ? oneAtATime('osls', running) : running();
}

/** What a program printed. @throws Error with it, when the program failed */
export async function succeeded(running: Promise<Ended>): Promise<string> {
  const { status, printed } = await running;
  if (status === 0) return printed;
  throw new Error(printed);
}

/**
 * The folder with the functions bundled as they are in the sources, once for all test files of a run. osls finds them where
 * it packs them from.
 *
 * @throws Error with what the bundler printed
 */
export function bundledFunctions(): Promise<string> {
  return onceARun('functions', async (folder) => {
    const script = `import { bundleFunctions } from './build/functions.mjs'; await bundleFunctions(${JSON.stringify(folder)});`;
    await succeeded(run(['--input-type=module', '--eval', script], process.env));
    cpSync(folder, BUNDLES, { recursive: true });
  });
}

function run(words: readonly string[], env: NodeJS.ProcessEnv, cwd = process.cwd()): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...words], { cwd, env });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.on('error', reject).on('close', (status) => resolve({ status, printed }));
  });
}

/** The CloudFormation template in a folder that `osls package` filled. */
export const templateFileIn = (folder: string): string => join(folder, 'cloudformation-template-update-stack.json');

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The properties of all resources of a type, by logical id. */
export const propertiesOfType = (template: Template, type: string) =>
  Object.fromEntries(
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, { Properties }]) => [id, Properties]),
  );
