import type { CircuitState } from '../../circuit/circuit-state.js';
import {
  awsCliLines,
  connectionTo,
  findStuckExecution,
  inspectExecution,
  OperationError,
  recoverExecution,
  smokeCheck,
  successorPlan,
  type Connection,
  type InspectedExecution,
  type ModelAddress,
  type RecoveryOutcome,
  type SmokeCheck,
  type StopReason,
} from '../../operations/index.js';
import { clientFor, machineOf, type GivenMachine } from '../executions/connect.js';
import { confirmed } from '../executions/confirmation.js';
import { connectionOf } from '../executions/connection-options.js';
import { stdoutPaint, type OperationStreams } from '../executions/operation-streams.js';
import { positiveNumber } from '../executions/positive-number.js';
import type { OperationExitCode } from '../executions/run-operation.js';
import { UsageError } from '../usage-error.js';
import { outcomeText, stepText } from './recovery-text.js';
import { installedCommand } from '../../runtime/installed-command.js';

export interface GivenRecover extends GivenMachine, StopReason {
  readonly state: CircuitState;
  readonly model?: string;
  readonly modelRegion?: string;
  readonly skipSmokeTest?: boolean;
  readonly interval?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

const GOOD: readonly RecoveryOutcome[] = ['recovered', 'finished'];

/**
 * Recovers a stuck execution, step by step, and gives the exit code.
 *
 * @throws OperationError, UsageError
 */
export async function recover(
  given: string | undefined,
  options: GivenRecover,
  streams: OperationStreams,
): Promise<OperationExitCode> {
  const { json = false, state, yes, dryRun, skipSmokeTest } = options;
  const everyMs = (positiveNumber('--interval', options.interval) ?? 2) * 1000;
  const arn = given ?? (await stuckExecution(options));
  const client = await clientFor(arn, options);
  const connection = connectionTo(arn, connectionOf(options));
  const inspected = await inspectExecution(client, arn);
  if (dryRun) {
    streams.stdout.write(`${dryRunLines(inspected, connection, options).join('\n')}\n`);
    return 0;
  }
  const paint = stdoutPaint(streams, json);
  const outcome = await recoverExecution(client, arn, {
    state,
    everyMs,
    ...reasonOf(options),
    ...(!skipSmokeTest && { smokeCheck: (model) => check(model, connection, options) }),
    confirm: ({ batch, status }) =>
      confirmed(
        `Stop ${arn} (${status}, ${batch?.done ?? 0} of ${batch?.total ?? '?'} items done) and restart it with what is left, the circuit at ${state}?`,
        yes,
        streams,
      ),
    onStep: (step) =>
      streams.stdout.write(json ? `${JSON.stringify(step)}\n` : `${stepText(step, streams.now(), paint)}\n`),
  });
  streams.stdout.write(json ? `${JSON.stringify({ outcome })}\n` : `${outcomeText(outcome, paint)}\n`);
  return GOOD.includes(outcome) ? 0 : 1;
}

const reasonOf = ({ error, cause }: GivenRecover): StopReason => ({
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
});

async function stuckExecution(options: GivenRecover): Promise<string> {
  if (options.machine === undefined && options.stateMachineArn === undefined)
    throw new UsageError([
      `Which execution? Give its ARN, or --machine NAME for the one that is stuck: ${installedCommand('recover --machine NAME')}.`,
    ]);
  const { client, stateMachineArn } = await machineOf(options);
  return findStuckExecution(client, stateMachineArn);
}

const modelOf = (named: ModelAddress | undefined, { model, modelRegion }: GivenRecover): ModelAddress | undefined => {
  const modelId = model ?? named?.modelId;
  const region = modelRegion ?? (model === undefined ? named?.region : undefined);
  return modelId === undefined ? undefined : { modelId, ...(region !== undefined && { region }) };
};

async function check(
  named: ModelAddress | undefined,
  { region, profile }: Connection,
  options: GivenRecover,
): Promise<SmokeCheck> {
  const model = modelOf(named, options);
  if (model) return smokeCheck(model, { region, profile });
  throw new OperationError(
    'NoModel',
    'The machine does not say which model it calls, so it cannot be checked. Name one with --model ID (and --model-region), or skip the check with --skip-smoke-test once you know that the model answers.',
  );
}

function dryRunLines(inspected: InspectedExecution, connection: Connection, options: GivenRecover): string[] {
  const { report, shape } = inspected;
  const { executionArn: arn, stateMachineArn } = report;
  const lines = awsCliLines(connection);
  const model = options.skipSmokeTest ? undefined : modelOf(shape.model, options);
  const plan = successorPlan(inspected, { state: options.state });
  return [
    '# 1. What runs',
    lines.list(stateMachineArn),
    ...(model ? ['# 2. Whether the model answers', lines.smokeCheck(model)] : []),
    '# 3. Stop the execution',
    lines.stop(arn, reasonOf(options)),
    `# 4. Start what is left, as it is just now; after the stop: ${installedCommand(`executions restart ${arn} --dry-run`)}`,
    lines.start(plan),
    '# 5. Watch the probe',
    lines.history(arn.replace(/[^:]+$/, plan.name)),
  ];
}
