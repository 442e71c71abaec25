import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { onceARun } from '../once-a-run.fixture.js';
import { OPERATOR_COMMAND } from './operator-command.fixture.js';

/** With the command line of stepbreaker where it has one, or with the AWS CLI wherever a step offers that. */
export type Way = 'stepbreaker' | 'aws';

/** A numbered step of a runbook with the commands for one way. */
export interface RunbookStep {
  readonly title: string;
  readonly commands: string;
  /** Lines that the step says are printed, in this order; `…` stands for anything. */
  readonly expected: readonly string[];
}

/** What a step printed. */
export interface RanStep {
  readonly title: string;
  readonly output: string;
}

const SECTION = /^## (\d+\. .+)\n([\s\S]*?)(?=^## |(?![\s\S]))/gm;
const BLOCK = /^```(sh|text)( aws)?\n([\s\S]*?)^```$/gm;

/**
 * The steps of `runbooks/<name>.md`: sections whose headings are numbered. Blocks of `sh aws` and `text aws` are the
 * step's other way; those of `text` are what is printed.
 *
 * @throws Error when a runbook lacks steps, or numbers them wrongly
 */
export function readRunbook(name: string, way: Way = 'stepbreaker'): RunbookStep[] {
  const text = readFileSync(`runbooks/${name}.md`, 'utf8');
  const steps = [...text.matchAll(SECTION)].map(([, title = '', body = '']): RunbookStep => {
    const blocks = [...body.matchAll(BLOCK)].map(([, kind, other, lines = '']) => ({ kind, isAws: !!other, lines }));
    const isAws = way === 'aws' && blocks.some((block) => block.isAws);
    const chosen = (wanted: string) =>
      blocks.flatMap((block) => (block.kind === wanted && block.isAws === isAws ? [block.lines] : [])).join('\n');
    return { title, commands: chosen('sh'), expected: chosen('text').split('\n').filter(Boolean) };
  });
  steps.forEach(({ title }, index) => {
    if (!title.startsWith(`${index + 1}. `)) throw new Error(`${name}: '${title}' is not step ${index + 1}`);
  });
  if (steps.length === 0) throw new Error(`${name} has no numbered steps`);
  return steps;
}

/** Added to `executions watch`: operators need no more than its two seconds between two looks, tests do. */
const LOOKS = '--interval 0.5';

/** A folder whose `bin` has `aws` and `npm`, which knows {@link OPERATOR_COMMAND} alone, made from the sources. */
const commandFolder = (): Promise<string> =>
  onceARun('commands', async (folder) => {
    // With their packages: a program that loads them one by one takes twice as long to start.
    const bundle = {
      bundle: true,
      splitting: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      outExtension: { '.js': '.mjs' },
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      logLevel: 'error',
    } satisfies BuildOptions;
    await build({ ...bundle, entryPoints: { main: 'src/cli/command-line.ts' }, outdir: join(folder, 'cli') });
    await build({ ...bundle, entryPoints: ['test/runbooks/aws-cli.fixture.ts'], outdir: join(folder, 'aws') });
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const script = (name: string, lines: string): void => {
      writeFileSync(join(bin, name), `#!/bin/sh\n${lines}\n`);
      chmodSync(join(bin, name), 0o755);
    };
    const node = `exec "${process.execPath}"`;
    script('aws', `${node} "${join(folder, 'aws', 'aws-cli.fixture.mjs')}" "$@"`);
    const [npm = '', ...words] = OPERATOR_COMMAND.split(' ');
    script(
      npm,
      `[ "$(echo "$@" | cut -d ' ' -f -${words.length})" = '${words.join(' ')}' ] || exit 127
shift ${words.length}
[ "$1 $2" != 'executions watch' ] || set -- "$@" ${LOOKS}
${node} "${join(folder, 'cli', 'main.mjs')}" "$@"`,
    );
  });

const MARK = '\u001e';

/** What happens in the world before a step, by the words that the step's title begins with, such as `4.`. */
export type Meanwhile = Readonly<Record<string, () => unknown>>;

/**
 * Runs the commands of steps as an operator would: in one shell, stopping at the first that fails.
 *
 * @throws Error with everything that was printed, when a command fails or a step does not print what it says
 */
export async function runSteps(
  steps: readonly RunbookStep[],
  environment: Readonly<Record<string, string>>,
  meanwhile: Meanwhile = {},
): Promise<RanStep[]> {
  for (const title of Object.keys(meanwhile))
    if (!steps.some((step) => step.title.startsWith(title))) throw new Error(`no step begins with '${title}'`);
  const shell = await startShell(environment);
  const ran: RanStep[] = [];
  const whole = () => ran.map(({ title, output }) => `## ${title}\n${output}`).join('\n');
  try {
    for (const { title, commands, expected } of steps) {
      for (const [begin, happens] of Object.entries(meanwhile)) if (title.startsWith(begin)) await happens();
      const { output, code } = await shell.run(commands);
      ran.push({ title, output });
      if (code !== undefined) throw new Error(`exit code ${code} in '${title}':\n${whole()}`);
      const missing = firstMissing(output, expected);
      if (missing !== undefined) throw new Error(`'${title}' does not print '${missing}':\n${whole()}`);
    }
    return ran;
  } finally {
    shell.end();
  }
}

/** A shell that stops at the first command that fails. */
async function startShell(environment: Readonly<Record<string, string>>) {
  const folder = await commandFolder();
  const cwd = mkdtempSync(join(folder, 'work-'));
  const env = {
    PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
    HOME: cwd,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...environment,
  };
  const shell = spawn('/bin/sh', ['-eu'], { cwd, env });
  let printed = '';
  let look = (): void => {};
  const hear = (text: unknown): void => {
    printed += String(text);
    look();
  };
  shell.stdout.on('data', hear);
  shell.stderr.on('data', hear);
  let ended: number | null | undefined;
  shell.on('close', (code) => {
    ended = code;
    look();
  });
  return {
    /** The exit code is there when the shell has stopped. */
    async run(commands: string): Promise<{ readonly output: string; readonly code: number | null | undefined }> {
      printed = '';
      // The commands must not read those that come after them.
      shell.stdin.write(`{\n:\n${commands}\n} 2>&1 < /dev/null\nprintf '${MARK}'\n`);
      await new Promise<void>((resolve) => {
        look = () => {
          if (ended !== undefined || printed.includes(MARK)) resolve();
        };
        look();
      });
      return { output: printed.replace(MARK, ''), code: ended };
    },
    end: () => shell.stdin.end(),
  };
}

/** The first of the lines that is not printed, in their order. */
function firstMissing(output: string, expected: readonly string[]): string | undefined {
  const lines = output.split('\n');
  return expected.find((line) => {
    const found = lines.findIndex((each) => pattern(line).test(each));
    lines.splice(0, found + 1);
    return found === -1;
  });
}

/** Spaces are as many as there are. */
const pattern = (line: string): RegExp =>
  new RegExp(
    `^\\s*${line
      .trim()
      .split('…')
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+'))
      .join('.*')}\\s*$`,
  );
