import type { SFN } from '@aws-sdk/client-sfn';
import { endpointIn, localCredentials, type Connection } from './connection.js';
import { explainAwsError } from './explain-aws-error.js';
import { optionalPackage } from '../optional-package.js';

/** The calls of the AWS SDK's Step Functions client that operations make: a part of its `SFN`. */
export type StepFunctionsClient = Pick<
  SFN,
  | 'describeExecution'
  | 'describeStateMachineForExecution'
  | 'getExecutionHistory'
  | 'listExecutions'
  | 'listStateMachines'
  | 'redriveExecution'
  | 'startExecution'
  | 'stopExecution'
>;

/** Longer than any answer takes, and shorter than an operator waits. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 30_000 } as const;

/**
 * A client of AWS Step Functions, or of an endpoint that speaks its API. Throttled calls are retried by the SDK; all
 * errors that are left are {@link OperationError}s.
 *
 * @throws MissingPackageError when `@aws-sdk/client-sfn` is not installed
 */
export async function connectStepFunctions(connection: Connection = {}): Promise<StepFunctionsClient> {
  const { SFN } = await optionalPackage(
    '@aws-sdk/client-sfn',
    'Connecting to Step Functions',
    () => import('@aws-sdk/client-sfn'),
  );
  const { region, profile, endpointUrl } = connection;
  const endpoint = endpointUrl ?? endpointIn(process.env, 'SFN');
  const credentials = localCredentials(endpoint, profile);
  const client = new SFN({
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpointUrl !== undefined && { endpoint: endpointUrl }),
    ...(credentials && { credentials }),
    requestHandler: TIMEOUTS,
  });
  client.middlewareStack.add(
    (next, context) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const name: unknown = context['commandName'];
        throw explainAwsError(error, {
          service: 'states',
          operation: String(name).replace(/Command$/, ''),
          arn: arnOf(args.input),
          region: await client.config.region().catch(() => 'unknown'),
          profile,
          endpoint,
        });
      }
    },
    { step: 'initialize', priority: 'high', name: 'explainErrors' },
  );
  return client;
}

const arnOf = (input: object): string | undefined =>
  Object.entries(input)
    .filter(([name]) => name.endsWith('Arn'))
    .map(([, value]) => String(value))[0];
