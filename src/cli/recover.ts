import type { Command } from 'commander';
import { connectedCommand } from './executions/connection-options.js';
import { processStreams, type OperationStreams } from './executions/operation-streams.js';
import { runOperation } from './executions/run-operation.js';
import { stateOption } from './executions/state-option.js';
import type { GivenRecover } from './recover/recover.js';

const EXAMPLES = `
Examples:
  stepbreaker recover --machine nightly-batch
  stepbreaker recover arn:aws:states:us-east-1:123456789012:execution:nightly-batch:2026-11-29 --dry-run
  stepbreaker recover --machine nightly-batch --yes --json
  stepbreaker recover --machine nightly-batch --model us.anthropic.claude-haiku-4-5-20251001-v1:0

The five steps: list what runs, ask the model for one token, stop the execution, start its batch again with exactly what is
left and the circuit at HALF_OPEN, watch the probe. Nothing is stopped while the model does not answer. It needs
states:ListExecutions, DescribeExecution, DescribeStateMachineForExecution, GetExecutionHistory, StopExecution,
StartExecution (and ListStateMachines for --machine), and bedrock:InvokeModel.

Exit codes: 0 recovered, 1 the model does not answer or the probe failed, 2 wrong use or it cannot be done.`;

/** The `recover` command. Sets `process.exitCode`. */
export function recoverCommand(streams: OperationStreams = processStreams): Command {
  return connectedCommand('recover')
    .summary('get a stuck circuit going: check the model, stop, restart at HALF_OPEN, watch the probe')
    .argument('[arn]', 'ARN of the execution (default: the one of --machine that is stuck)')
    .option('--state-machine-arn <arn>', 'the stuck execution of this state machine')
    .option('--machine <name>', 'the stuck execution of the state machine with this name')
    .option('--model <id>', 'model or inference profile to check (default: what the machine calls)')
    .option('--model-region <region>', 'where to check it (default: where the machine calls it)')
    .option('--skip-smoke-test', 'do not ask the model first')
    .addOption(stateOption().default('HALF_OPEN'))
    .option('--error <name>', 'error that the stopped execution shows (default: ManualRecovery)')
    .option('--cause <text>', 'cause that it shows (default: CircuitStuck-ManualReset)')
    .option('--interval <seconds>', 'between two looks at the probe (default: 2)')
    .option('--yes', 'do not ask: for scripts')
    .option('--dry-run', 'print the lines for the AWS CLI, do nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (arn: string | undefined, options: GivenRecover) => {
      process.exitCode = await runOperation(streams, options, async () => {
        const { recover } = await import('./recover/recover.js');
        return recover(arn, options, streams);
      });
    });
}
