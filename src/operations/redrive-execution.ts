import { inspectExecution } from './execution-report.js';
import { OperationError } from './operation-error.js';
import { successorOf } from './restart-execution.js';
import type { StepFunctionsClient } from './step-functions-client.js';
import { installedCommand } from '../runtime/installed-command.js';

export interface RedrivenExecution {
  readonly executionArn: string;
  readonly redriveDate: Date;
}

/**
 * Lets an execution that failed, timed out or was stopped go on where it ended, under its own ARN and definition
 * (https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html).
 *
 * @throws OperationError with AWS's reason when it cannot be redriven, and when its batch goes on elsewhere already
 */
export async function redriveExecution(client: StepFunctionsClient, executionArn: string): Promise<RedrivenExecution> {
  const { report } = await inspectExecution(client, executionArn);
  const successor = await successorOf(client, executionArn, report.batch);
  if (successor !== undefined)
    throw new OperationError(
      'HasSuccessor',
      `${executionArn} must not be redriven: ${successor} goes on with its batch already, and every item that is left would be done twice. Look at that one: ${installedCommand(`executions show ${successor}`)}.`,
    );
  try {
    const { redriveDate } = await client.redriveExecution({ executionArn });
    return { executionArn, redriveDate: redriveDate ?? new Date() };
  } catch (error) {
    if (!(error instanceof OperationError) || error.code !== 'ExecutionNotRedrivable') throw error;
    const restart = report.batch && report.status !== 'RUNNING' && report.status !== 'SUCCEEDED';
    throw new OperationError(
      error.code,
      `AWS does not redrive ${executionArn}: ${awsMessage(error)}.${restart ? ` Restart it instead, which starts a new execution with what is left: ${installedCommand(`executions restart ${executionArn}`)}.` : ''}`,
      { cause: error },
    );
  }
}

const awsMessage = ({ cause, message }: OperationError): string =>
  (cause instanceof Error ? cause.message : message).replace(/\.$/, '');
