import { hasEnded } from './execution-status.js';
import { OperationError } from './operation-error.js';
import type { StepFunctionsClient } from './step-functions-client.js';
import { installedCommand } from '../runtime/installed-command.js';

/** What an execution that an operator stopped says of its end. */
export const MANUAL_STOP = { error: 'ManualRecovery', cause: 'CircuitStuck-ManualReset' } as const;

export interface StopReason {
  /** Default: `ManualRecovery`. */
  readonly error?: string;
  /** Default: `CircuitStuck-ManualReset`. */
  readonly cause?: string;
}

/** How an execution ended: by this stop, or in its own way before. */
export interface StoppedExecution {
  readonly executionArn: string;
  readonly status: string;
  /** Whether it ran when it was to be stopped. */
  readonly wasRunning: boolean;
}

/** Milliseconds between two looks whether it has ended, and how many looks. AWS ends an execution at once, nearly always. */
const PAUSE_MS = 500;
const LOOKS = 60;

/**
 * Stops an execution and waits until it has ended: a restart before would read a history that still grows. Functions
 * that are at work are not stopped, and their results are lost.
 *
 * @throws OperationError when it is not there, may not be stopped, or does not end within half a minute
 */
export async function stopExecution(
  client: Pick<StepFunctionsClient, 'describeExecution' | 'stopExecution'>,
  executionArn: string,
  reason: StopReason = {},
): Promise<StoppedExecution> {
  const before = await client.describeExecution({ executionArn });
  if (hasEnded(before.status)) return { executionArn, status: String(before.status), wasRunning: false };
  await client.stopExecution({ executionArn, ...MANUAL_STOP, ...reason });
  for (let look = 0; look < LOOKS; look++) {
    const { status } = await client.describeExecution({ executionArn });
    if (hasEnded(status)) return { executionArn, status: String(status), wasRunning: true };
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new OperationError(
    'DoesNotStop',
    `${executionArn} was told to stop ${(LOOKS * PAUSE_MS) / 1000} seconds ago and still runs. Look at it again in a minute (${installedCommand(`executions show ${executionArn}`)}) before you restart it.`,
  );
}
