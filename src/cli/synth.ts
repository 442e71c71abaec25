import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Problem } from '../asl/index.js';
import { packageRoot } from './package-root.js';
import { deploymentSnippet, formats, type Format } from './synth/deployment-snippet.js';
import { moduleMachines } from './synth/module-machines.js';
import { packageMachines } from './synth/package-machines.js';
import { SynthesisError } from './synth/synthesis-error.js';
import { synthesisedFiles, writeIfChanged } from './synth/synthesised-files.js';
import { stderr, stdout } from './terminal-stream.js';
import { UsageError } from './usage-error.js';

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
  readonly substitutions: string;
  /** Whether either file had to be written. */
  readonly changed: boolean;
  readonly snippet: string;
  readonly warnings: readonly Problem[];
}

/**
 * Writes the machines of a module, or those of the package, with what their placeholders stand for. Gives the exit code:
 * 1 for machines that cannot be built.
 *
 * @throws UsageError for a module that is not there or has no machine, and for a directory that cannot be written
 */
export async function synth(module: string | undefined, options: SynthOptions, streams: SynthStreams): Promise<0 | 1> {
  try {
    const synthesised = await synthesise(module, options);
    streams.stdout.write(options.json ? asJson(synthesised) : asText(synthesised));
    for (const { name, warnings } of synthesised)
      for (const { code, state, message, fix } of warnings)
        streams.stderr.write(
          `${name}: warning ${code}${state === undefined ? '' : ` state '${state}'`}: ${message}; ${fix}\n`,
        );
    return 0;
  } catch (error) {
    if (!(error instanceof SynthesisError)) throw error;
    streams.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function synthesise(module: string | undefined, { out, stage, format }: SynthOptions): Promise<Synthesised[]> {
  const machines =
    module === undefined
      ? await packageMachines(join(packageRoot(), 'dist', 'state-machines'))
      : await moduleMachines(module, stage);
  // All of them are built before the first is written.
  const built = Object.entries(machines).map(([name, machine]) => ({ name, machine, text: machine.toDefinition() }));
  return Promise.all(
    built.map(async ({ name, machine, text }) => {
      const { definition, substitutions } = synthesisedFiles(name, text, format);
      const written = await Promise.all([definition, substitutions].map((file) => writeInto(out, file)));
      return {
        name,
        definition: join(out, definition.name),
        substitutions: join(out, substitutions.name),
        changed: written.includes('written'),
        snippet: deploymentSnippet[format]({ name, file: definition.name, substitutions: text.substitutions }),
        warnings: machine.warnings,
      };
    }),
  );
}

async function writeInto(...[directory, file]: Parameters<typeof writeIfChanged>): ReturnType<typeof writeIfChanged> {
  try {
    return await writeIfChanged(directory, file);
  } catch (error) {
    throw new UsageError([`--out ${directory}: ${(error as Error).message}; expected a directory to write to.`]);
  }
}

const asJson = (machines: readonly Synthesised[]): string => `${JSON.stringify({ machines }, null, 2)}\n`;

function asText(machines: readonly Synthesised[]): string {
  const files = machines.map(
    ({ definition, substitutions, changed }) => `${definition}, ${substitutions}${changed ? '' : ' (unchanged)'}\n`,
  );
  const snippets = machines.filter(({ snippet }) => snippet !== '').map(({ snippet }) => `\n${snippet}`);
  return [...files, ...snippets].join('');
}

const EXAMPLES = `
Examples:
  stepbreaker synth                                    the machines of this package
  stepbreaker synth machines.ts --out asl              every state machine that machines.ts exports
  stepbreaker synth machines.ts --format sam           and what to put into template.yaml
  stepbreaker synth machines.mjs --stage prod --json

A machine becomes NAME.asl.json, with \${…} where something has to be filled in, and NAME.substitutions.json, which says
what that is. \`export const nightlyBatch = …\` becomes nightly-batch. A default export may be a function: it is called
with { stage } and returns a machine, or machines by name. The machines of this package are the same at every stage.
TypeScript needs esbuild in your project, or Node.js 22.18.

Exit codes: 0 written, 1 a machine cannot be built (an invalid circuit, a module that throws), 2 wrong use.`;

/** The `synth` command. Sets `process.exitCode`. */
export function synthCommand(streams: SynthStreams = { stdout, stderr }): Command {
  return new Command('synth')
    .summary('write state machines as files, for SAM, CDK, Terraform and others')
    .description('Writes the definitions of state machines, and what is to be filled in when they are deployed.')
    .argument(
      '[module]',
      'a JavaScript or TypeScript module that exports state machines (default: those of this package)',
    )
    .option('--out <directory>', 'where the files go', '.')
    .option('--stage <name>', 'what a default export that is a function is called with', 'dev')
    .addOption(new Option('--format <tool>', 'print what deploys the files as well').choices(formats).default('asl'))
    .option('--json', 'print what was written as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (module: string | undefined, options: SynthOptions) => {
      process.exitCode = await synth(module, options, streams);
    });
}
