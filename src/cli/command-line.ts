import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { packageVersion } from './package-root.js';
import { stderr, stdout } from './terminal-stream.js';
import { UsageError } from './usage-error.js';

/** The commands by name. Only the one that is asked for is loaded, so that a server listens at once. */
const commands = new Map<string, () => Promise<Command>>([
  ['demo', async () => (await import('../../demo/demo-command.js')).demoCommand()],
  ['check', async () => (await import('./check.js')).checkCommand()],
  ['local', async () => (await import('./local.js')).localCommand()],
  ['synth', async () => (await import('./synth.js')).synthCommand()],
  ['executions', async () => (await import('./executions.js')).executionsCommand()],
  ['circuits', async () => (await import('./circuits.js')).circuitsCommand()],
  ['recover', async () => (await import('./recover.js')).recoverCommand()],
  ['redrive', async () => (await import('./redrive.js')).redriveCommand()],
]);

// Which Node versions future AWS SDKs will need does not matter at 3 a.m.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

// A program that has read enough, such as `head`, ends the command without an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const asked = commands.get(process.argv[2] ?? '');
const program = new Command('stepbreaker')
  .description('Circuit breakers for AWS Step Functions.')
  .version(packageVersion())
  .addHelpText('after', '\nA command tells more: stepbreaker COMMAND --help');
for (const load of asked ? [asked] : commands.values()) program.addCommand(await load());

const withSubcommands = (command: Command): Command[] => [command, ...command.commands.flatMap(withSubcommands)];
for (const command of withSubcommands(program)) {
  // commander would exit by itself, with 1 for wrong use.
  command
    .exitOverride()
    .showHelpAfterError(false)
    .configureOutput({ writeOut: (text) => void stdout.write(text), writeErr: (text) => void stderr.write(text) });
}

/** A mistake of ours, or of a module of the user's. */
process.on('uncaughtException', (error: unknown) => {
  stderr.write(`${inspect(error)}\n`);
  process.exit(1);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof UsageError) {
    stderr.write(`${error.problems.join('\n')}\n`);
    process.exitCode = 2;
  } else throw error;
}
