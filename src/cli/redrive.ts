import type { Command } from 'commander';
import { connectedCommand, connectionOf, type GivenConnection } from './executions/connection-options.js';
import { processStreams, type OperationStreams } from './executions/operation-streams.js';
import { runOperation } from './executions/run-operation.js';
import { installedCommand } from '../runtime/installed-command.js';

const EXAMPLES = `
Examples:
  stepbreaker redrive arn:aws:states:us-east-1:123456789012:execution:nightly-batch:2026-11-29
  stepbreaker redrive ARN --dry-run

A redrive continues under the same ARN, with the definition and the variables that the execution had: after a change of the
machine, restart instead (stepbreaker executions restart ARN).

Exit codes: 0 it runs again, 2 wrong use or AWS does not redrive it.`;

interface GivenRedrive extends GivenConnection {
  readonly dryRun?: boolean;
}

/** The `redrive` command. Sets `process.exitCode`. */
export function redriveCommand(streams: OperationStreams = processStreams): Command {
  return connectedCommand('redrive')
    .summary('let an execution that failed or was stopped go on where it ended')
    .argument('<arn>', 'ARN of the execution')
    .option('--dry-run', 'print the line for the AWS CLI, do nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (arn: string, options: GivenRedrive) => {
      process.exitCode = await runOperation(streams, options, async () => {
        const { awsCliLines, connectionTo, connectStepFunctions, parseExecutionArn, redriveExecution } =
          await import('../operations/index.js');
        parseExecutionArn(arn);
        const connection = connectionTo(arn, connectionOf(options));
        if (options.dryRun) {
          streams.stdout.write(`${awsCliLines(connection).redrive(arn)}\n`);
          return 0;
        }
        const redriven = await redriveExecution(await connectStepFunctions(connection), arn);
        const text = `${arn} runs again. Watch it: ${installedCommand(`executions watch ${arn}`)}`;
        streams.stdout.write(`${options.json ? JSON.stringify(redriven) : text}\n`);
        return 0;
      });
    });
}
