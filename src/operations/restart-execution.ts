import type { BatchInput } from '../breaker/batch.js';
import type { CircuitState } from '../circuit/circuit-state.js';
import type { BatchReport } from './batch-report.js';
import { siblingArn } from './execution-arn.js';
import { inspectExecution, type InspectedExecution } from './execution-report.js';
import { hasEnded } from './execution-status.js';
import { breakerTargets } from './machine-shape.js';
import { OperationError } from './operation-error.js';
import type { StepFunctionsClient } from './step-functions-client.js';
import { installedCommand } from '../runtime/installed-command.js';

/** StartExecution takes no more (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const MAX_INPUT_BYTES = 262_144;

export interface RestartOptions {
  /** State of the first target's circuit. Default: `HALF_OPEN` when it was OPEN, else as it was. */
  readonly state?: CircuitState;
}

/** The last event of an execution that did not end well. */
const END = /^Execution(?:Aborted|Failed|TimedOut)$/;
const NOT_COMPLETE = 'HistoryNotComplete';

/** Milliseconds between two looks whether a history is complete, and how many looks. */
const PAUSE_MS = 500;
const LOOKS = 10;

/** What a restart starts. */
export interface RestartPlan {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: BatchInput;
}

export interface RestartedExecution extends RestartPlan {
  readonly executionArn: string;
  /** `started`, or `exists`: this execution has been restarted before, or had handed over itself. */
  readonly outcome: 'started' | 'exists';
}

/**
 * Works out the execution that goes on where a stopped, failed or timed-out one ended, so that no item is lost or done
 * twice. Its name follows from the batch, and is the one that the machine gives when it hands over: starting it
 * again starts nothing.
 *
 * @throws OperationError when the execution still runs or has succeeded, is no circuit breaker's, its history does not
 *   show its end yet, or its rest is too large
 */
export function restartPlan(inspected: InspectedExecution, options: RestartOptions = {}): RestartPlan {
  const { report, reading } = inspected;
  const { executionArn, status, output } = report;
  breakerTargets(inspected.shape, executionArn);
  if (!hasEnded(status))
    throw new OperationError(
      'StillRunning',
      `${executionArn} still runs, and two executions would do the same work twice. Stop it first: ${installedCommand(`executions stop ${executionArn}`)} (or do all of it: ${installedCommand(`recover ${executionArn}`)}).`,
    );
  if (status === 'SUCCEEDED')
    throw new OperationError('HasSucceeded', `${executionArn} has succeeded${handedOver(output)}.`);
  if (!END.test(reading.recent.at(-1)?.type ?? ''))
    throw new OperationError(
      NOT_COMPLETE,
      `${executionArn} is ${status}, but AWS does not show the end of its history yet: what its last calls came to would be lost. Repeat the command in a few seconds.`,
    );
  return successorPlan(inspected, options);
}

/** The execution that would go on with the batch if this one ended just now: what {@link restartPlan} gives, unchecked. */
export function successorPlan({ report, shape }: InspectedExecution, options: RestartOptions = {}): RestartPlan {
  const { executionArn, batch, stateMachineArn } = report;
  const [first = ''] = breakerTargets(shape, executionArn);
  if (!batch) throw new TypeError('a circuit breaker without a batch');
  const state = options.state ?? (batch.circuits[first]?.state === 'OPEN' ? 'HALF_OPEN' : undefined);
  const input: BatchInput = { ...batch.restartInput, ...(state && { state, failure_count: 0 }) };
  const bytes = Buffer.byteLength(JSON.stringify(input));
  if (bytes > MAX_INPUT_BYTES)
    throw new OperationError(
      'InputTooLarge',
      `What is left of ${executionArn} is an input of ${bytes} bytes, and StartExecution takes ${MAX_INPUT_BYTES}. Redrive it instead, which needs no input: ${installedCommand(`redrive ${executionArn}`)}.`,
    );
  return { stateMachineArn, name: batch.successor, input };
}

/**
 * Goes on with the batch of an execution that did not end well.
 *
 * @throws OperationError as {@link restartPlan} and AWS do
 */
export async function restartExecution(
  client: StepFunctionsClient,
  executionArn: string,
  options: RestartOptions = {},
): Promise<RestartedExecution> {
  const { plan, batch } = await completePlan(client, executionArn, options);
  const existing = siblingArn(executionArn, plan.name);
  const { stateMachineArn, name, input } = plan;
  try {
    if (await successorOf(client, executionArn, batch)) return { ...plan, executionArn: existing, outcome: 'exists' };
    const started = await client.startExecution({ stateMachineArn, name, input: JSON.stringify(input) });
    return { ...plan, executionArn: started.executionArn ?? existing, outcome: 'started' };
  } catch (error) {
    // Another operator was quicker, with other circuits.
    if (!(error instanceof OperationError) || error.code !== 'ExecutionAlreadyExists') throw error;
    return { ...plan, executionArn: existing, outcome: 'exists' };
  }
}

/** The plan, once the whole history is there. */
async function completePlan(client: StepFunctionsClient, executionArn: string, options: RestartOptions) {
  for (let look = 1; ; look++) {
    const inspected = await inspectExecution(client, executionArn);
    try {
      return { plan: restartPlan(inspected, options), batch: inspected.report.batch };
    } catch (error) {
      if (!(error instanceof OperationError) || error.code !== NOT_COMPLETE || look >= LOOKS) throw error;
      await new Promise((resolve) => void setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** The execution that goes on with this one's batch already, if there is one. */
export async function successorOf(
  client: Pick<StepFunctionsClient, 'describeExecution'>,
  executionArn: string,
  batch: Pick<BatchReport, 'successor'> | undefined,
): Promise<string | undefined> {
  if (!batch) return undefined;
  const successor = siblingArn(executionArn, batch.successor);
  try {
    await client.describeExecution({ executionArn: successor });
    return successor;
  } catch (error) {
    if (error instanceof OperationError && error.code === 'ExecutionDoesNotExist') return undefined;
    throw error;
  }
}

function handedOver(output: string | undefined): string {
  const { continuedBy } = JSON.parse(output ?? '{}') as { readonly continuedBy?: string };
  return continuedBy === undefined
    ? ': every item has its outcome, and there is nothing to restart'
    : ` and handed over: ${continuedBy} goes on with its batch`;
}
