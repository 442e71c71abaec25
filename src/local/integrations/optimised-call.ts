import { TaskError } from '../../engine/index.js';
import type { AwsAnswer } from './aws-client.js';
import type { OptimisedService } from './optimised-service.js';

type Members = Readonly<Record<string, unknown>>;

/** What an optimised integration adds to the arguments. */
export function adjustArguments(action: string, args: unknown, executionArn: string): unknown {
  if (!isObject(args)) return args;
  if (action === 'putEvents') return withExecution(args, executionArn);
  if (action === 'invokeModel' && (args['Input'] !== undefined || args['Output'] !== undefined)) {
    throw new TaskError('States.Runtime', 'Bedrock reads Input from S3 and writes Output to it on AWS only: give Body');
  }
  return args;
}

/** Events name the execution and its machine among their resources (https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html). */
function withExecution(args: Members, executionArn: string): Members {
  const { Entries: entries } = args;
  if (!Array.isArray(entries)) return args;
  const machineArn = executionArn
    .replace(/:(?:execution|express):/, ':stateMachine:')
    .split(':')
    .slice(0, 7)
    .join(':');
  return {
    ...args,
    Entries: entries.map((entry: unknown) => {
      if (!isObject(entry)) return entry;
      const { Resources: resources } = entry;
      return { ...entry, Resources: [...(Array.isArray(resources) ? resources : []), executionArn, machineArn] };
    }),
  };
}

/**
 * What an optimised integration makes of the answer.
 *
 * @throws TaskError where the answer itself says that the call failed: `EventBridge.FailedEntry`, a function's error
 */
export function adjustAnswer(action: string, output: unknown, answer: AwsAnswer, service: OptimisedService): unknown {
  if (!isObject(output)) return output;
  const complete = service.metadata ? { ...output, ...metadataOf(answer) } : output;
  switch (action) {
    case 'putEvents':
      return failedEntries(complete);
    case 'invokeModel':
      return { ...complete, Body: parse(complete['Body']) };
    case 'invoke':
      return invocation(complete);
    default:
      return complete;
  }
}

function failedEntries({ Entries, FailedEntryCount }: Members): Members {
  const result = { Entries, FailedEntryCount };
  if (FailedEntryCount === undefined || FailedEntryCount === 0) return result;
  throw new TaskError('EventBridge.FailedEntry', JSON.stringify(result));
}

function invocation({ FunctionError: functionError, Payload: payload, ...others }: Members): Members {
  if (functionError !== undefined) {
    const error = parse(payload);
    const type = isObject(error) ? error['errorType'] : undefined;
    throw new TaskError(typeof type === 'string' ? type : 'Lambda.Unknown', String(payload));
  }
  const { ExecutedVersion, SdkHttpMetadata, SdkResponseMetadata, StatusCode, ...rest } = others;
  return { ExecutedVersion, Payload: parse(payload), SdkHttpMetadata, SdkResponseMetadata, StatusCode, ...rest };
}

/** The HTTP response, in the shape of the AWS SDK for Java 1. */
function metadataOf({ output, headers }: AwsAnswer): Members {
  const { $metadata: metadata } = output;
  const { httpStatusCode = 200, requestId }: Members = isObject(metadata) ? metadata : {};
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: httpStatusCode,
    },
    SdkResponseMetadata: { RequestId: requestId ?? null },
  };
}

/** JSON, or the value itself when it is none. */
function parse(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
