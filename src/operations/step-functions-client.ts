import { endpointIn, localCredentials, type Connection } from './connection.js';
import type { ExecutionStatus } from './execution-status.js';
import { explainAwsError } from './explain-aws-error.js';
import type { HistoryEvent } from './history-event.js';
import { optionalPackage } from '../runtime/optional-package.js';

interface Page {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

interface Described {
  readonly executionArn?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: ExecutionStatus | undefined;
  readonly startDate?: Date | undefined;
  readonly stopDate?: Date | undefined;
}

type Paged<Member extends string, Value> = Promise<
  { readonly [Name in Member]?: readonly Value[] | undefined } & { readonly nextToken?: string | undefined }
>;

/**
 * The calls of Step Functions that operations make. The client `SFN` of `@aws-sdk/client-sfn` has them; they are written out here
 * so that the types need no AWS package.
 */
export interface StepFunctionsClient {
  describeExecution(input: { readonly executionArn: string }): Promise<
    Described & {
      readonly stateMachineArn?: string | undefined;
      readonly error?: string | undefined;
      readonly cause?: string | undefined;
      readonly output?: string | undefined;
    }
  >;
  describeStateMachineForExecution(input: {
    readonly executionArn: string;
  }): Promise<{ readonly definition?: string | undefined }>;
  getExecutionHistory(
    input: Page & { readonly executionArn: string; readonly reverseOrder?: boolean },
  ): Paged<'events', HistoryEvent>;
  listExecutions(
    input: Page & { readonly stateMachineArn: string; readonly statusFilter?: ExecutionStatus },
  ): Paged<'executions', Described>;
  listStateMachines(
    input: Page,
  ): Paged<'stateMachines', { readonly name?: string | undefined; readonly stateMachineArn?: string | undefined }>;
  redriveExecution(input: { readonly executionArn: string }): Promise<{ readonly redriveDate?: Date | undefined }>;
  startExecution(input: {
    readonly stateMachineArn: string;
    readonly name: string;
    readonly input: string;
  }): Promise<{ readonly executionArn?: string | undefined }>;
  stopExecution(input: {
    readonly executionArn: string;
    readonly error?: string;
    readonly cause?: string;
  }): Promise<object>;
}

/** Longer than any answer takes, and shorter than an operator waits. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 30_000 } as const;

/**
 * A client of AWS Step Functions, or of an endpoint that implements its API. Throttled calls are retried by the SDK; all
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
