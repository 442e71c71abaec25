#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { checkCommand } from './check.js';
import { demoCommand } from './demo.js';
import { localCommand } from './local.js';
import { packageVersion } from './package-root.js';
import { UsageError } from './usage-error.js';

const program = new Command('stepbreaker')
  .description('Circuit breakers for AWS Step Functions.')
  .version(packageVersion())
  .addCommand(demoCommand())
  .addCommand(checkCommand())
  .addCommand(localCommand())
  .addHelpText('after', '\nA command tells more: stepbreaker COMMAND --help');

// commander would exit by itself, with 1 for wrong use.
for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError(false);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof UsageError) {
    process.stderr.write(`${error.problems.join('\n')}\n`);
    process.exitCode = 2;
  } else throw error;
}
