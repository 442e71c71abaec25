import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a program printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  /** Standard output and error, as they came. */
  readonly printed: string;
}

/** An address that nobody listens at: whatever osls asks of AWS fails at once. */
const NOWHERE = 'http://127.0.0.1:9';

/** For a test that runs osls: seconds on a quiet machine, minutes on a busy one. */
export const PATIENCE_MS = 300_000;

const BUNDLES = 'dist/functions';

/**
 * Runs osls in the project as a user without an AWS account would: no credentials, no profile, no region.
 *
 * @param environment set on top
 */
export function osls(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:AWS_|SLS_|NODE_OPTIONS$)/.test(name));
  return run(['node_modules/osls/bin/serverless.js', ...words], {
    ...Object.fromEntries(inherited),
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: NOWHERE,
    NO_COLOR: '1',
    ...environment,
  });
}

/** What a program printed. @throws Error with it, when the program failed */
export async function succeeded(running: Promise<Ended>): Promise<string> {
  const { status, printed } = await running;
  if (status === 0) return printed;
  throw new Error(printed);
}

/**
 * Bundles the functions as they are in the sources to where osls packs them from. Test files at work side by side do the
 * same, so every bundle is moved there whole.
 *
 * @throws Error with what the bundler printed
 */
export async function bundleFunctions(): Promise<void> {
  mkdirSync(BUNDLES, { recursive: true });
  const directory = mkdtempSync(`${BUNDLES}-`);
  const script = `import { bundleFunctions } from './build/functions.mjs'; await bundleFunctions(${JSON.stringify(directory)});`;
  await succeeded(run(['--input-type=module', '--eval', script], process.env));
  for (const file of readdirSync(directory)) renameSync(join(directory, file), join(BUNDLES, file));
  rmdirSync(directory);
}

function run(words: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...words], { env });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.on('error', reject).on('close', (status) => resolve({ status, printed }));
  });
}

/** A folder that `osls package` fills. */
export class PackageFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'stepbreaker-package-'));

  /** The CloudFormation template of the stack. */
  template(): Template {
    return JSON.parse(readFileSync(this.templateFile, 'utf8'));
  }

  get templateFile(): string {
    return join(this.path, 'cloudformation-template-update-stack.json');
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

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
