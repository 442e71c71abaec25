import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { choiceOption } from './choice-option.js';
import type { Problem } from '../asl/index.js';
import { ModuleError } from './import-module.js';
import type { AnyMachine } from './machine-value.js';
import { refusals } from './check/module-file.js';
import { DEFAULT_FOLDER, moduleMachines } from './module-machines.js';
import { deploymentSnippet, formats, type Format } from './synth/deployment-snippet.js';
import { synthesisedFiles, type Text, writeIfChanged } from './synth/synthesised-files.js';
import { stderr, stdout } from './terminal-stream.js';
import { UsageError } from './usage-error.js';
import { installedCommand } from '../runtime/installed-command.js';

/** The options of the command. */
export interface SynthOptions {
  /** Where the files go. */
  readonly out: string;
  readonly stage: string;
  readonly format: Format;
  readonly json?: boolean;
}

/** What the command prints to. */
export interface SynthStreams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** A machine whose files are written. */
interface Synthesised {
  readonly name: string;
  readonly definition: string;
  /** Absent where the definition says itself what is to be filled in. */
  readonly substitutions?: string;
  /** Whether either file had to be written. */
  readonly changed: boolean;
  readonly snippet: string;
  readonly warnings: readonly Problem[];
}

/**
 * Writes the machines of a module, or of a folder's modules, with what their placeholders stand for. Gives the exit code:
 * 1 for machines that cannot be built.
 *
 * @param path a module or a folder; the folder `state-machines` where none is named
 * @throws UsageError for a module that is not there or has no machine, and for a directory that cannot be written
 */
export async function synth(path: string | undefined, options: SynthOptions, streams: SynthStreams): Promise<0 | 1> {
  try {
    const synthesised = await synthesise(path, options);
    streams.stdout.write(options.json ? json({ machines: synthesised }) : asText(synthesised));
    for (const { name, warnings } of synthesised)
      for (const { code, state, file, line, message, fix } of warnings)
        streams.stderr.write(
          `${file === undefined ? '' : `${file}:${line} `}${name}: warning ${code}${state === undefined ? '' : ` state '${state}'`}: ${message}; ${fix}\n`,
        );
    return 0;
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    if (options.json) streams.stdout.write(json({ machines: [], problems: refusals(error), error: error.message }));
    streams.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function synthesise(path: string | undefined, { out, stage, format }: SynthOptions): Promise<Synthesised[]> {
  if (path === undefined && !existsSync(DEFAULT_FOLDER))
    throw new UsageError([
      `There is no folder ${DEFAULT_FOLDER}/ here: name the module that exports your state machines, such as "${installedCommand('synth nightly.ts')}", or a folder of such modules.`,
    ]);
  const machines = await moduleMachines(path ?? DEFAULT_FOLDER, stage);
  // All of them are built before the first is written.
  const built = Object.entries(machines).map(([name, machine]) => ({ name, machine, text: textOf(machine, format) }));
  return Promise.all(
    built.map(async ({ name, machine, text }) => {
      const { definition, substitutions } = synthesisedFiles(name, text, format);
      const files = substitutions === undefined ? [definition] : [definition, substitutions];
      const written = await Promise.all(files.map((file) => writeInto(out, file)));
      return {
        name,
        definition: join(out, definition.name),
        ...(substitutions && { substitutions: join(out, substitutions.name) }),
        changed: written.includes('written'),
        snippet: deploymentSnippet[format]({ name, file: definition.name, ...machine.toDefinition() }),
        warnings: machine.warnings,
      };
    }),
  );
}

/** The plugin of the Serverless Framework takes CloudFormation's intrinsics out of the definition by itself. */
const textOf = (machine: AnyMachine, format: Format): Text =>
  format === 'serverless' ? { definition: machine.toAsl() } : machine.toDefinition();

async function writeInto(...[directory, file]: Parameters<typeof writeIfChanged>): ReturnType<typeof writeIfChanged> {
  try {
    return await writeIfChanged(directory, file);
  } catch (error) {
    throw new UsageError([`--out ${directory}: ${(error as Error).message}; expected a directory to write to.`]);
  }
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

function asText(machines: readonly Synthesised[]): string {
  const files = machines.map(
    ({ definition, substitutions, changed }) =>
      `${[definition, substitutions].filter((file) => file !== undefined).join(', ')}${changed ? '' : ' (unchanged)'}\n`,
  );
  const snippets = machines.filter(({ snippet }) => snippet !== '').map(({ snippet }) => `\n${snippet}`);
  return [...files, ...snippets].join('');
}

const EXAMPLES = `
Examples:
  stepbreaker synth nightly.ts --out asl               every state machine that nightly.ts exports
  stepbreaker synth                                    those of the modules in state-machines/
  stepbreaker synth nightly.ts --format sam            and what to put into template.yaml
  stepbreaker synth nightly.mjs --stage prod --json

A machine becomes NAME.asl.json, with \${…} where something has to be filled in, and NAME.substitutions.json, which says
what that is; for the Serverless Framework's plugin, NAME.asl.json with CloudFormation's intrinsics in it. \`export const nightlyBatch = …\` becomes nightly-batch. A default export may be a function: it is called
with { stage } and returns a machine, or machines by name. A function with the name of its module, cacheWarmUp() of
cache-warm-up.ts, is called for the machine with its defaults. TypeScript is read as it is, with nothing else installed.

With --json, a module whose machines are not written prints { machines: [], problems, error }: the problems are those that check
finds, with file and line, and none for a module that cannot be loaded; error is the text on stderr.

Exit codes: 0 written, 1 a module cannot be loaded (a syntax error, a missing package) or a machine cannot be built (an invalid
circuit, a module that throws), 2 wrong use.`;

/** The `synth` command. Sets `process.exitCode`. */
export function synthCommand(streams: SynthStreams = { stdout, stderr }): Command {
  return new Command('synth')
    .summary('write state machines as files, for SAM, CDK, Terraform, Serverless and others')
    .description('Writes the definitions of state machines, and what is to be filled in when they are deployed.')
    .argument(
      '[path]',
      `a JavaScript or TypeScript module that exports state machines, or a folder of them (default: ${DEFAULT_FOLDER}/)`,
    )
    .option('--out <directory>', 'where the files go', '.')
    .option('--stage <name>', 'what a default export that is a function is called with', 'dev')
    .addOption(choiceOption('--format <tool>', 'print what deploys the files as well', formats).default('asl'))
    .option('--json', 'print what was written as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string | undefined, options: SynthOptions) => {
      process.exitCode = await synth(path, options, streams);
    });
}
