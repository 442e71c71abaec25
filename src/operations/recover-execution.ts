import type { CircuitRecord } from '../breaker/circuit-record.js';
import { inspectExecution, type ExecutionReport } from './execution-report.js';
import { listExecutions } from './list-executions.js';
import { breakerTargets, type ModelAddress } from './machine-shape.js';
import { OperationError } from './operation-error.js';
import { restartExecution, type RestartedExecution, type RestartOptions } from './restart-execution.js';
import type { SmokeCheck } from './smoke-check.js';
import type { StepFunctionsClient } from './step-functions-client.js';
import { stopExecution, type StoppedExecution, type StopReason } from './stop-execution.js';
import { watchExecution, type WatchOptions } from './watch-execution.js';
import { installedCommand } from '../runtime/installed-command.js';

/** What has happened of a recovery, in this order. */
export type RecoveryStep =
  | { readonly step: 'found'; readonly report: ExecutionReport; readonly circuit: CircuitRecord | undefined }
  | { readonly step: 'checked'; readonly check: SmokeCheck }
  | { readonly step: 'stopped'; readonly stopped: StoppedExecution }
  | { readonly step: 'restarted'; readonly restarted: RestartedExecution }
  | { readonly step: 'probed'; readonly report: ExecutionReport; readonly circuit: CircuitRecord | undefined };

/**
 * - `recovered`: the probe succeeded, the circuit is CLOSED
 * - `finished`: the batch ended well before a probe was needed
 * - `unhealthy`: the model does not answer; nothing was stopped
 * - `declined`: nothing was stopped
 * - `open`: the probe failed, and the circuit opened again
 * - `failed`: the new execution ended badly
 * - `undecided`: no verdict within the time
 */
export type RecoveryOutcome = 'recovered' | 'finished' | 'unhealthy' | 'declined' | 'open' | 'failed' | 'undecided';

export interface RecoverOptions extends RestartOptions, StopReason, Pick<WatchOptions, 'everyMs' | 'pause'> {
  /** Whether the model answers; undefined skips the check. It is given the model that the machine's calls name, if any. */
  readonly smokeCheck?: ((model: ModelAddress | undefined) => Promise<SmokeCheck>) | undefined;
  /** The last chance to leave everything as it is. Default: go on. */
  readonly confirm?: (report: ExecutionReport) => Promise<boolean>;
  readonly onStep?: (step: RecoveryStep) => void;
  /** How many looks at the probe before it counts as undecided. Default 90. */
  readonly looks?: number;
}

/**
 * Gets a stuck circuit going: checks the model, stops the execution, restarts it with what is left of its batch and the
 * circuit at HALF_OPEN, and watches the probe. An execution that has been stopped already is restarted, so that a
 * recovery which was interrupted can be repeated.
 *
 * @throws OperationError when the execution is no circuit breaker's, or a step is refused
 */
export async function recoverExecution(
  client: StepFunctionsClient,
  executionArn: string,
  options: RecoverOptions = {},
): Promise<RecoveryOutcome> {
  const { smokeCheck, confirm = async () => true, onStep = () => {}, state = 'HALF_OPEN', error, cause } = options;
  const { report, shape } = await inspectExecution(client, executionArn);
  const [first = ''] = breakerTargets(shape, executionArn);
  onStep({ step: 'found', report, circuit: report.batch?.circuits[first] });
  if (smokeCheck) {
    const check = await smokeCheck(shape.model);
    onStep({ step: 'checked', check });
    if (!check.healthy) return 'unhealthy';
  }
  if (!(await confirm(report))) return 'declined';
  const reason: StopReason = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  const stopped = await stopExecution(client, executionArn, reason);
  onStep({ step: 'stopped', stopped });
  // It came to its own good end meanwhile.
  if (stopped.wasRunning && stopped.status === 'SUCCEEDED') return 'finished';
  const restarted = await restartExecution(client, executionArn, { state });
  onStep({ step: 'restarted', restarted });
  return watchProbe(client, restarted.executionArn, { target: first, isShared: shape.sharesCircuits }, options);
}

async function watchProbe(
  client: StepFunctionsClient,
  executionArn: string,
  { target, isShared }: { readonly target: string; readonly isShared: boolean },
  { onStep = () => {}, looks = 90, ...watching }: RecoverOptions,
): Promise<RecoveryOutcome> {
  let look = 0;
  for await (const report of watchExecution(client, executionArn, { ...watching, follow: false })) {
    const circuit = report.batch?.circuits[target];
    const outcome = verdict(report, circuit, isShared) ?? (++look >= looks ? 'undecided' : undefined);
    if (outcome === undefined) continue;
    onStep({ step: 'probed', report, circuit });
    return outcome;
  }
  return 'undecided';
}

function verdict(
  { status, startDate }: ExecutionReport,
  circuit: CircuitRecord | undefined,
  isShared: boolean,
): RecoveryOutcome | undefined {
  if (status !== 'RUNNING' && status !== 'SUCCEEDED') return 'failed';
  // A shared circuit counts as CLOSED until the table has been read, and stays OPEN until the probe has been taken.
  const isKnown = !isShared || circuit?.generation !== undefined;
  if (isKnown && circuit?.state === 'CLOSED') return 'recovered';
  if (circuit?.state === 'OPEN' && (circuit.openedAt ?? 0) >= startDate.getTime()) return 'open';
  return status === 'SUCCEEDED' ? 'finished' : undefined;
}

/**
 * The execution of a state machine that is to be recovered: the only one that runs, or the only one with a circuit that
 * is not CLOSED.
 *
 * @throws OperationError when there is none, or several: then it lists them
 */
export async function findStuckExecution(client: StepFunctionsClient, stateMachineArn: string): Promise<string> {
  const running = await listExecutions(client, stateMachineArn, { status: 'RUNNING', limit: 20 });
  const [only] = running;
  if (only === undefined)
    throw new OperationError(
      'NothingRuns',
      `No execution of ${stateMachineArn} is running. If the stuck one has been stopped already, restart it: ${installedCommand(`executions list --state-machine-arn ${stateMachineArn} --status ABORTED`)}, then ${installedCommand('executions restart ARN')}.`,
    );
  if (running.length === 1) return only.executionArn;
  const stuck: string[] = [];
  for (const { executionArn } of running) {
    const { report } = await inspectExecution(client, executionArn);
    if (Object.values(report.batch?.circuits ?? {}).some(({ state }) => state !== 'CLOSED')) stuck.push(executionArn);
  }
  const [stuckOnly] = stuck;
  if (stuckOnly !== undefined && stuck.length === 1) return stuckOnly;
  const candidates = stuck.length > 0 ? stuck : running.map(({ executionArn }) => executionArn);
  throw new OperationError(
    'SeveralRun',
    `${candidates.length} executions of ${stateMachineArn} ${stuck.length > 0 ? 'have a circuit that is not CLOSED' : 'run, and all circuits are CLOSED'}. Give the ARN of one: ${candidates.join(', ')}`,
  );
}
