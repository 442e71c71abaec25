import { Command } from 'commander';
import { choiceOption } from './choice-option.js';
import type { GivenConnection } from './executions/connection-options.js';
import { connectedCommand } from './executions/connection-options.js';
import { processStreams, type OperationStreams } from './executions/operation-streams.js';
import { runOperation, type OperationExitCode } from './executions/run-operation.js';
import { stateOption } from './executions/state-option.js';

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'];

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:nightly-batch:2026-11-29';

const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  stepbreaker executions ${line}`).join('\n')}\n\nExit codes: 0 done, 1 the execution is bad or the thing failed, 2 wrong use or it cannot be done.`;

type Actions = typeof import('./executions/execution-actions.js');

/** The `executions` command: list, show, watch, stop, restart. Sets `process.exitCode`. */
export function executionsCommand(streams: OperationStreams = processStreams): Command {
  const run = async (options: GivenConnection, act: (actions: Actions) => Promise<OperationExitCode>) => {
    // Loaded when it runs: the other commands need none of it.
    process.exitCode = await runOperation(streams, options, async () =>
      act(await import('./executions/execution-actions.js')),
    );
  };
  return new Command('executions')
    .summary('list, show, watch, stop and restart executions')
    .description('Looks at executions of Step Functions, stops them, and restarts batches with exactly what is left.')
    .addHelpText('after', examples(`list --machine nightly-batch --status RUNNING`, `show ${ARN}`))
    .exitOverride()
    .addCommand(
      connectedCommand('list')
        .summary('list executions, newest first')
        .option('--state-machine-arn <arn>', 'of this state machine')
        .option('--machine <name>', 'of the state machine with this name, or with this in its name alone')
        .addOption(choiceOption('--status <status>', 'only those', STATUSES))
        .option('--limit <n>', 'at most so many (default: 50)')
        .option('-q, --quiet', 'print ARNs only')
        .addHelpText('after', examples('list --machine nightly-batch --status RUNNING'))
        .action((options) => run(options, ({ list }) => list(options, streams))),
    )
    .addCommand(
      connectedCommand('show')
        .summary('show where an execution is, what it waits for and what a restart would carry over')
        .argument('<arn>', 'ARN of the execution')
        .addHelpText('after', examples(`show ${ARN}`, `show ${ARN} --json | jq .batch.circuits`))
        .action((arn, options) => run(options, ({ show }) => show(arn, options, streams))),
    )
    .addCommand(
      connectedCommand('watch')
        .summary('follow an execution to its end')
        .argument('<arn>', 'ARN of the execution')
        .option('--interval <seconds>', 'between two looks (default: 2)')
        .addHelpText('after', examples(`watch ${ARN}`))
        .action((arn, options) => run(options, ({ watch }) => watch(arn, options, streams))),
    )
    .addCommand(
      connectedCommand('stop')
        .summary('stop an execution')
        .argument('<arn>', 'ARN of the execution')
        .option('--error <name>', 'error that its end shows (default: ManualRecovery)')
        .option('--cause <text>', 'cause that its end shows (default: CircuitStuck-ManualReset)')
        .option('--dry-run', 'print the line for the AWS CLI, do nothing')
        .addHelpText('after', examples(`stop ${ARN}`))
        .action((arn, options) => run(options, ({ stop }) => stop(arn, options, streams))),
    )
    .addCommand(
      connectedCommand('restart')
        .summary('go on with the batch of an execution that was stopped, failed or timed out')
        .argument('<arn>', 'ARN of the execution')
        .addOption(stateOption().default(undefined, 'HALF_OPEN when it was OPEN'))
        .option('--dry-run', 'print the line for the AWS CLI, do nothing')
        .addHelpText('after', examples(`restart ${ARN}`, `restart ${ARN} --state HALF_OPEN --json`))
        .action((arn, options) => run(options, ({ restart }) => restart(arn, options, streams))),
    );
}
