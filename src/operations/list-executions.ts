import type { ExecutionStatus } from './execution-status.js';
import { OperationError } from './operation-error.js';
import type { StepFunctionsClient } from './step-functions-client.js';

/** An execution as a list shows it. */
export interface ListedExecution {
  readonly executionArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: Date;
  readonly stopDate?: Date;
}

export interface ListOptions {
  readonly status?: ExecutionStatus;
  /** The most to list. Default: all. */
  readonly limit?: number;
}

/** The executions of a state machine, newest first. */
export async function listExecutions(
  client: Pick<StepFunctionsClient, 'listExecutions'>,
  stateMachineArn: string,
  { status, limit = Number.POSITIVE_INFINITY }: ListOptions = {},
): Promise<ListedExecution[]> {
  const found: ListedExecution[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.listExecutions({
      stateMachineArn,
      maxResults: Math.min(1000, limit),
      ...(status && { statusFilter: status }),
      ...(nextToken !== undefined && { nextToken }),
    });
    for (const { executionArn = '', name = '', status: its = 'RUNNING', startDate, stopDate } of page.executions ?? [])
      found.push({
        executionArn,
        name,
        status: its,
        startDate: startDate ?? new Date(0),
        ...(stopDate && { stopDate }),
      });
    nextToken = page.nextToken;
  } while (nextToken !== undefined && found.length < limit);
  return found.slice(0, limit);
}

/**
 * The ARN of a state machine by its name, or by a part of it that no other machine's name has: deployment tools put
 * their own words around it.
 *
 * @throws OperationError when there is none, or several
 */
export async function findStateMachine(
  client: Pick<StepFunctionsClient, 'listStateMachines'>,
  name: string,
): Promise<string> {
  const similar: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.listStateMachines({ maxResults: 1000, ...(nextToken !== undefined && { nextToken }) });
    for (const { name: its = '', stateMachineArn = '' } of page.stateMachines ?? []) {
      if (its === name) return stateMachineArn;
      if (its.toLowerCase().includes(name.toLowerCase())) similar.push(stateMachineArn);
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  const [only] = similar;
  if (only !== undefined && similar.length === 1) return only;
  throw new OperationError(
    'NoSuchStateMachine',
    only === undefined
      ? `No state machine here is named '${name}'. List them: aws stepfunctions list-state-machines; then look at --region and --profile.`
      : `Several state machines have '${name}' in their name: ${similar.slice(0, 5).join(', ')}. Give one of them as --state-machine-arn.`,
  );
}
