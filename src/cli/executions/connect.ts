import {
  connectionTo,
  connectStepFunctions,
  findStateMachine,
  parseExecutionArn,
  type StepFunctionsClient,
} from '../../operations/index.js';
import { UsageError } from '../usage-error.js';
import { connectionOf, type GivenConnection } from './connection-options.js';

/** Options that name a state machine. */
export interface GivenMachine extends GivenConnection {
  readonly stateMachineArn?: string;
  readonly machine?: string;
}

/** A client, and the machine that the options name. */
export async function machineOf(
  options: GivenMachine,
): Promise<{ readonly client: StepFunctionsClient; readonly stateMachineArn: string }> {
  const { stateMachineArn, machine } = options;
  if ((stateMachineArn === undefined) === (machine === undefined))
    throw new UsageError(['Which state machine? Give either --machine NAME or --state-machine-arn ARN.']);
  const connection = connectionOf(options);
  const client = await connectStepFunctions(connectionTo(stateMachineArn ?? '', connection));
  return { client, stateMachineArn: stateMachineArn ?? (await findStateMachine(client, machine ?? '')) };
}

/** A client for where an execution lives. */
export async function clientFor(arn: string, options: GivenConnection): Promise<StepFunctionsClient> {
  parseExecutionArn(arn);
  return connectStepFunctions(connectionTo(arn, connectionOf(options)));
}
