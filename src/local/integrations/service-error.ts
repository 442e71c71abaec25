import { TaskError } from '../../engine/index.js';
import type { AwsCall } from './aws-client.js';
import type { OptimisedService } from './optimised-service.js';

/** An error of the AWS SDK for JavaScript, as Step Functions names and words it: as the AWS SDK for Java does. */
export function serviceError(thrown: unknown, call: AwsCall, optimised: OptimisedService | undefined): unknown {
  const answer = answerOf(thrown);
  const service = javaName(call.serviceId);
  if (answer === undefined) {
    if (!(thrown instanceof Error) || thrown instanceof TaskError || thrown.name === 'AbortError') return thrown;
    // No answer at all: the client could not send the request, or lost the connection.
    return new TaskError(
      `${optimised?.prefix ?? service}.SdkClientException`,
      `Unable to execute HTTP request: ${thrown.message}`,
    );
  }
  const { name, code, message, status, requestId, extendedRequestId, attempts } = answer;
  const known = call.knowsError(name);
  const exception = name.endsWith('Exception') ? name : `${name}Exception`;
  if (optimised?.serviceInCause !== undefined) {
    return new TaskError(
      `${optimised.prefix}.${known ? exception : optimised.otherError}`,
      `${message} (Service: ${optimised.serviceInCause}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`,
    );
  }
  const extended = extendedRequestId === undefined ? '' : `, Extended Request ID: ${extendedRequestId}`;
  return new TaskError(
    `${optimised?.prefix ?? service}.${known ? exception : (optimised?.otherError ?? `${service}Exception`)}`,
    `${message} (Service: ${service}, Status Code: ${status}, Request ID: ${requestId}${extended}) (SDK Attempt Count: ${attempts})`,
  );
}

interface ErrorAnswer {
  readonly name: string;
  /** As it was on the wire: some services leave the Exception out there. */
  readonly code: string;
  readonly message: string;
  readonly status: number;
  readonly requestId: string;
  readonly extendedRequestId: string | undefined;
  readonly attempts: number;
}

function answerOf(thrown: unknown): ErrorAnswer | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const metadata: unknown = Reflect.get(thrown, '$metadata');
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const status: unknown = Reflect.get(metadata, 'httpStatusCode');
  if (typeof status !== 'number') return undefined;
  const code: unknown = Reflect.get(thrown, 'Code');
  const requestId: unknown = Reflect.get(metadata, 'requestId');
  const extended: unknown = Reflect.get(metadata, 'extendedRequestId');
  const attempts: unknown = Reflect.get(metadata, 'attempts');
  return {
    name: thrown.name,
    code: typeof code === 'string' ? code : thrown.name,
    message: thrown.message,
    status,
    requestId: typeof requestId === 'string' ? requestId : 'null',
    extendedRequestId: typeof extended === 'string' ? extended : undefined,
    attempts: typeof attempts === 'number' ? attempts : 1,
  };
}

/** The name of a service in the AWS SDK for Java 2: DynamoDb for DynamoDB, BedrockRuntime for Bedrock Runtime. */
export function javaName(serviceId: string): string {
  const words = serviceId.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join('');
}
