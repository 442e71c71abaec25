import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** With the command line of stepbreaker where it has one, or with the AWS CLI wherever a step offers that. */
export type Way = 'stepbreaker' | 'aws';

/** A numbered step of a runbook with the commands for one way. */
export interface RunbookStep {
  readonly title: string;
  readonly commands: string;
}

/** What a step printed. */
export interface RanStep {
  readonly title: string;
  readonly output: string;
}

const SECTION = /^## (\d+\. .+)\n([\s\S]*?)(?=^## |(?![\s\S]))/gm;
const BLOCK = /^```sh( aws)?\n([\s\S]*?)^```$/gm;

/**
 * The steps of `runbooks/<name>.md`: sections whose headings are numbered. A block of `sh aws` is the step's other way.
 *
 * @throws Error when a runbook lacks steps, or numbers them wrongly
 */
export function readRunbook(name: string, way: Way): RunbookStep[] {
  const text = readFileSync(`runbooks/${name}.md`, 'utf8');
  const steps = [...text.matchAll(SECTION)].map(([, title = '', body = '']) => {
    const blocks = [...body.matchAll(BLOCK)].map(([, other, commands = '']) => ({
      isAws: other !== undefined,
      commands,
    }));
    const chosen = blocks.filter(({ isAws }) => isAws === (way === 'aws' && blocks.some((block) => block.isAws)));
    return { title, commands: chosen.map(({ commands }) => commands).join('\n') };
  });
  steps.forEach(({ title }, index) => {
    if (!title.startsWith(`${index + 1}. `)) throw new Error(`${name}: '${title}' is not step ${index + 1}`);
  });
  if (steps.length === 0) throw new Error(`${name} has no numbered steps`);
  return steps;
}

const FOLDER = join(process.cwd(), 'out', 'runbooks');
let tools: Promise<string> | undefined;

/** A folder with `aws` and `npx stepbreaker` for the PATH, made from the sources once. */
function commandFolder(): Promise<string> {
  tools ??= (async () => {
    const bundle = { bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' } as const;
    const outExtension = { '.js': '.mjs' };
    await build({
      ...bundle,
      entryPoints: ['src/cli/main.ts'],
      splitting: true,
      outdir: join(FOLDER, 'cli'),
      outExtension,
    });
    await build({ ...bundle, entryPoints: { aws: 'test/runbooks/aws-cli.fixture.ts' }, outdir: FOLDER, outExtension });
    const bin = join(FOLDER, 'bin');
    mkdirSync(bin, { recursive: true });
    const script = (name: string, lines: string): void => {
      writeFileSync(join(bin, name), `#!/bin/sh\n${lines}\n`);
      chmodSync(join(bin, name), 0o755);
    };
    const node = `exec "${process.execPath}"`;
    script('aws', `${node} "${join(FOLDER, 'aws.mjs')}" "$@"`);
    script('npx', `[ "$1" = stepbreaker ] || exit 127\nshift\n${node} "${join(FOLDER, 'cli', 'main.mjs')}" "$@"`);
    return bin;
  })();
  return tools;
}

const MARK = '\u001e';

/**
 * Runs the commands of steps as an operator would: in one shell, stopping at the first that fails.
 *
 * @throws Error with everything that was printed when a command fails
 */
export async function runSteps(
  steps: readonly RunbookStep[],
  environment: Readonly<Record<string, string>>,
): Promise<RanStep[]> {
  const bin = await commandFolder();
  const script = steps.map(({ commands }, index) => `printf '${MARK}${index}\\n'\n${commands}`).join('\n');
  const env = {
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: FOLDER,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...environment,
  };
  const shell = spawn('/bin/sh', ['-eu', '-c', script], { cwd: FOLDER, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  shell.stdout.on('data', (text) => (output += String(text)));
  shell.stderr.on('data', (text) => (output += String(text)));
  const code = await new Promise((resolve) => shell.on('close', resolve));
  const ran = output
    .split(MARK)
    .slice(1)
    .map((part, index) => ({ title: steps[index]?.title ?? '', output: part.slice(part.indexOf('\n') + 1) }));
  if (code === 0) return ran;
  throw new Error(`the runbook ends with exit code ${String(code)} in '${ran.at(-1)?.title}':\n${output}`);
}
