import { Command } from 'commander';
import type { Connection } from '../../operations/connection.js';
import { UsageError } from '../usage-error.js';

/** The options that all commands on AWS have. */
export interface GivenConnection extends Connection {
  readonly json?: boolean;
}

/** A command with those options. What is wrong with its words ends it with exit code 2, as for all commands. */
export const connectedCommand = (name: string): Command =>
  new Command(name)
    .option('--region <region>', 'AWS region (default: that of the ARN, AWS_REGION, or of the profile)')
    .option('--profile <name>', 'profile of the AWS configuration (default: AWS_PROFILE)')
    .option('--endpoint-url <url>', 'in the place of AWS, such as http://127.0.0.1:8083')
    .option('--json', 'print JSON')
    .exitOverride();

/**
 * What of the options says where to.
 *
 * @throws UsageError for an endpoint that is no URL
 */
export function connectionOf({ region, profile, endpointUrl }: GivenConnection): Connection {
  if (endpointUrl !== undefined && !/^https?:\/\/[^/]/.test(endpointUrl))
    throw new UsageError([`--endpoint-url ${endpointUrl}: expected a URL such as http://127.0.0.1:8083.`]);
  return {
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpointUrl !== undefined && { endpointUrl }),
  };
}
