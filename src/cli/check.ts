import { Command } from 'commander';
import { checkAsl } from '../asl/index.js';
import { readDefinition, UnreadableDefinitionError } from './check/definition-file.js';
import { checkModule } from './check/module-file.js';
import { reportJson, reportText, totals, type FileReport } from './check/report.js';
import { secondOpinion } from './check/second-opinion.js';
import { stdout } from './terminal-stream.js';
import { paintFor } from './terminal-style.js';

/** What the command reads from and writes to. */
export interface CheckStreams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly environment: NodeJS.ProcessEnv;
}

export interface CheckOptions {
  readonly json?: boolean;
  /** Ask asl-validator as well. Default true. */
  readonly secondOpinion?: boolean;
  /** What a module's default export is called with when it is a function. Default `dev`. */
  readonly stage?: string;
}

/** 0: no errors. 1: errors in a state machine. 2: a file that cannot be read, a module that cannot be loaded. */
export type CheckExitCode = 0 | 1 | 2;

/** Checks files (`-` is stdin), prints everything that is wrong with them and gives the exit code. */
export async function check(
  files: readonly string[],
  { json = false, secondOpinion: asks = true, stage = 'dev' }: CheckOptions,
  streams: CheckStreams,
): Promise<CheckExitCode> {
  const reports: FileReport[] = [];
  for (const file of files) reports.push(await checkFile(file, { asks, stage }, streams.stdin));
  const text = json ? reportJson(reports) : reportText(reports, paintFor(streams.stdout, streams.environment));
  streams.stdout.write(`${text}\n`);
  if (reports.some(({ unreadable }) => unreadable !== undefined)) return 2;
  return totals(reports).errors > 0 ? 1 : 0;
}

interface Asked {
  readonly asks: boolean;
  readonly stage: string;
}

async function checkFile(file: string, { asks, stage }: Asked, stdin: NodeJS.ReadableStream): Promise<FileReport> {
  try {
    if (/\.[cm]?[jt]s$/.test(file)) return await moduleReport(file, { asks, stage });
    const { definition, lineOf } = await readDefinition(file, stdin);
    const problems = checkAsl(definition)
      .map((problem) => ({ ...problem, line: lineOf(problem.path ?? []) }))
      .sort((a, b) => a.line - b.line);
    return { file, problems, secondOpinion: asks ? await secondOpinion(definition) : [] };
  } catch (error) {
    if (!(error instanceof UnreadableDefinitionError)) throw error;
    return { file, unreadable: error.message, problems: [], secondOpinion: [] };
  }
}

async function moduleReport(file: string, { asks, stage }: Asked): Promise<FileReport> {
  const machines = await checkModule(file, stage);
  const opinions = machines.map(async ({ machine, definition }) =>
    (asks ? await secondOpinion(definition) : []).map((opinion) => ({ ...opinion, machine })),
  );
  return {
    file,
    problems: machines.flatMap(({ machine, problems }) => problems.map((problem) => ({ ...problem, machine }))),
    secondOpinion: (await Promise.all(opinions)).flat(),
  };
}

const EXAMPLES = `
Examples:
  stepbreaker check checkout.asl.json
  stepbreaker check state-machines/*.asl.yaml
  stepbreaker check nightly.ts                         every state machine that nightly.ts exports
  aws stepfunctions describe-state-machine --state-machine-arn ARN --query definition --output text | stepbreaker check -
  stepbreaker check --json checkout.asl.json | jq '.files[].problems[].code'

Exit codes: 0 no errors, 1 errors in a state machine, 2 wrong use, a file that cannot be read or a module that cannot be loaded.
Warnings and the second opinion of asl-validator do not count.`;

/** The `check` command. Sets `process.exitCode`. */
export function checkCommand(
  streams: CheckStreams = { stdin: process.stdin, stdout, environment: process.env },
): Command {
  return new Command('check')
    .summary('find what is wrong with state machines')
    .description(
      'Checks state machines in the Amazon States Language (JSON or YAML, JSONata or JSONPath), or those that a TypeScript or JavaScript module exports, and says what to do about every problem.',
    )
    .argument('<file...>', 'definitions or modules to check; - reads from stdin')
    .option('--json', 'print the problems as JSON')
    .option('--stage <name>', 'what a default export that is a function is called with', 'dev')
    .option('--no-second-opinion', 'do not ask asl-validator as well')
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], options: CheckOptions) => {
      process.exitCode = await check(files, options, streams);
    });
}
