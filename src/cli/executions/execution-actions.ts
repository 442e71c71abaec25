import type { CircuitState } from '../../circuit/circuit-state.js';
import {
  awsCliLines,
  connectionTo,
  inspectExecution,
  listExecutions,
  parseExecutionArn,
  restartExecution,
  restartPlan,
  stopExecution,
  watchExecution,
  type ExecutionReport,
  type ExecutionStatus,
  type StopReason,
} from '../../operations/index.js';
import { paintFor } from '../terminal-style.js';
import { clientFor, machineOf, type GivenMachine } from './connect.js';
import { connectionOf, type GivenConnection } from './connection-options.js';
import { listText } from './list-text.js';
import { stdoutPaint, type OperationStreams } from './operation-streams.js';
import { positiveNumber } from './positive-number.js';
import { jsonProgress, lineProgress, terminalProgress } from './progress-line.js';
import { reportText } from './report-text.js';
import type { OperationExitCode } from './run-operation.js';
import { installedCommand } from '../../runtime/installed-command.js';

interface GivenList extends GivenMachine {
  readonly status?: ExecutionStatus;
  readonly limit?: string;
  readonly quiet?: boolean;
}

export async function list(options: GivenList, streams: OperationStreams): Promise<OperationExitCode> {
  const limit = positiveNumber('--limit', options.limit) ?? 50;
  const { client, stateMachineArn } = await machineOf(options);
  const { status } = options;
  const found = await listExecutions(client, stateMachineArn, { limit, ...(status && { status }) });
  const text = options.json
    ? JSON.stringify(found)
    : options.quiet
      ? found.map(({ executionArn }) => executionArn).join('\n')
      : listText(found, stdoutPaint(streams, false));
  if (text !== '') streams.stdout.write(`${text}\n`);
  else streams.stderr.write(`No ${status ? `${status} ` : ''}executions of ${stateMachineArn}.\n`);
  return 0;
}

/** 1 for an execution that did not end well. */
const exitCodeOf = ({ status }: Pick<ExecutionReport, 'status'>): OperationExitCode =>
  status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED' ? 1 : 0;

export async function show(
  arn: string,
  options: GivenConnection,
  streams: OperationStreams,
): Promise<OperationExitCode> {
  const { report } = await inspectExecution(await clientFor(arn, options), arn);
  printReport(report, options, streams);
  return exitCodeOf(report);
}

function printReport(report: ExecutionReport, { json }: GivenConnection, streams: OperationStreams): void {
  const text = json ? JSON.stringify(report) : reportText(report, streams.now(), stdoutPaint(streams, false));
  streams.stdout.write(`${text}\n`);
}

interface GivenWatch extends GivenConnection {
  readonly interval?: string;
}

export async function watch(arn: string, options: GivenWatch, streams: OperationStreams): Promise<OperationExitCode> {
  const seconds = positiveNumber('--interval', options.interval) ?? 2;
  const { stdout, stderr, environment } = streams;
  const progress = options.json
    ? jsonProgress(stdout)
    : stderr.isTTY
      ? terminalProgress(stderr, paintFor(stderr, environment))
      : lineProgress(stdout, paintFor(stdout, environment));
  let last: ExecutionReport | undefined;
  try {
    for await (const report of watchExecution(await clientFor(arn, options), arn, { everyMs: seconds * 1000 })) {
      progress.show(report);
      last = report;
    }
  } finally {
    progress.end();
  }
  if (!last) return 1;
  if (!options.json) printReport(last, options, streams);
  return exitCodeOf(last);
}

interface GivenStop extends GivenConnection, StopReason {
  readonly dryRun?: boolean;
}

export async function stop(arn: string, options: GivenStop, streams: OperationStreams): Promise<OperationExitCode> {
  const { error, cause, dryRun, json } = options;
  const reason: StopReason = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  if (dryRun) {
    parseExecutionArn(arn);
    streams.stdout.write(`${awsCliLines(connectionTo(arn, connectionOf(options))).stop(arn, reason)}\n`);
    return 0;
  }
  const stopped = await stopExecution(await clientFor(arn, options), arn, reason);
  const text = stopped.wasRunning
    ? `${arn} is ${stopped.status}. Go on with what is left: ${installedCommand(`executions restart ${arn}`)}`
    : `${arn} had ended before: ${stopped.status}`;
  streams.stdout.write(`${json ? JSON.stringify(stopped) : text}\n`);
  return 0;
}

interface GivenRestart extends GivenConnection {
  readonly state?: CircuitState;
  readonly dryRun?: boolean;
}

export async function restart(
  arn: string,
  options: GivenRestart,
  streams: OperationStreams,
): Promise<OperationExitCode> {
  const { state, dryRun, json } = options;
  const client = await clientFor(arn, options);
  const wanted = state === undefined ? {} : { state };
  if (dryRun) {
    const plan = restartPlan(await inspectExecution(client, arn), wanted);
    const text = json ? JSON.stringify(plan) : awsCliLines(connectionTo(arn, connectionOf(options))).start(plan);
    streams.stdout.write(`${text}\n`);
    return 0;
  }
  const restarted = await restartExecution(client, arn, wanted);
  const { executionArn, outcome, input } = restarted;
  const left = (input.items?.length ?? 0) + (input.waiting?.length ?? 0);
  const text =
    outcome === 'started'
      ? `Started ${executionArn} with ${left} items${input.state ? `, circuit at ${input.state}` : ''}. Watch it: ${installedCommand(`executions watch ${executionArn}`)}`
      : `Nothing was started: ${executionArn} goes on with this batch already. Look at it: ${installedCommand(`executions show ${executionArn}`)}`;
  streams.stdout.write(`${json ? JSON.stringify(restarted) : text}\n`);
  return 0;
}
