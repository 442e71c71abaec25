import type { Connection } from './connection.js';
import { OperationError } from './operation-error.js';

/** The parts of an execution's ARN that an operator meets. */
export interface ExecutionArn {
  readonly region: string;
  readonly machine: string;
  readonly name: string;
}

const EXECUTION = /^arn:[^:]+:states:([^:]+):\d{12}:execution:([^:]+):([^:]+)$/;

/** @throws OperationError for what is no ARN of a Standard execution, saying what it is instead */
export function parseExecutionArn(arn: string): ExecutionArn {
  const [, region, machine, name] = EXECUTION.exec(arn) ?? [];
  if (region !== undefined && machine !== undefined && name !== undefined) return { region, machine, name };
  const expected = 'Expected arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME, as executions list prints it.';
  const [, type] = /^arn:[^:]+:states:[^:]+:\d{12}:([^:]+):/.exec(arn) ?? [];
  if (type === 'express')
    throw new OperationError(
      'ExpressExecution',
      `${arn} is an Express execution: those have no history that an API could read. Look into the log group of its state machine.`,
    );
  if (type === 'stateMachine')
    throw new OperationError('NotAnExecution', `${arn} is a state machine, not an execution of one. ${expected}`);
  throw new OperationError('NotAnExecution', `'${arn}' is not the ARN of an execution. ${expected}`);
}

/** The ARN of another execution of the same state machine. */
export const siblingArn = (arn: string, name: string): string => arn.replace(/[^:]+$/, name);

/**
 * The connection to where an ARN lives: its region counts, whatever the environment says.
 *
 * @throws OperationError when a region was asked for that is not the ARN's
 */
export function connectionTo(arn: string, connection: Connection): Connection {
  const region = /^arn:[^:]+:states:([^:]+):/.exec(arn)?.[1];
  if (region === undefined) return connection;
  if (connection.region !== undefined && connection.region !== region)
    throw new OperationError(
      'WrongRegion',
      `${arn} is in the region ${region}, but --region is ${connection.region}. Leave --region out: the ARN says it.`,
    );
  return { ...connection, region };
}
