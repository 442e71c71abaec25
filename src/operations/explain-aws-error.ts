import { OperationError } from './operation-error.js';

/** What was asked of AWS when it failed. */
export interface AwsCall {
  /** Such as `GetExecutionHistory`. */
  readonly operation: string;
  /** What it was asked about, where there is one. */
  readonly arn?: string | undefined;
  /** IAM's prefix of the service: `states`. */
  readonly service: string;
  readonly region: string;
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
}

interface AwsError {
  readonly name: string;
  readonly message: string;
  /** Of connection errors: `ECONNREFUSED` and the like. */
  readonly code?: string;
  readonly $metadata?: { readonly attempts?: number };
}

type Explanation = (call: AwsCall, error: AwsError) => string;

const about = ({ arn }: AwsCall): string => (arn === undefined ? '' : ` ${arn}`);
const place = ({ endpoint, region }: AwsCall): string => endpoint ?? `AWS in ${region}`;

const noCredentials: Explanation = ({ profile }) =>
  profile === undefined
    ? 'There are no AWS credentials. Log in (aws sso login), set AWS_PROFILE or AWS_ACCESS_KEY_ID, or give --profile; an endpoint on this machine (--endpoint-url) needs none.'
    : `The profile '${profile}' gives no AWS credentials. Look whether it is in ~/.aws/config (aws configure list-profiles) and log in: aws sso login --profile ${profile}.`;

const rejectedCredentials: Explanation = (call, { message }) =>
  `AWS does not accept the credentials of ${call.profile === undefined ? 'this environment' : `the profile '${call.profile}'`}: ${message}. They may have expired or belong to another partition: log in again (aws sso login), then repeat the command.`;

const denied: Explanation = (call, { message }) =>
  `Access denied: this identity may not ${call.service}:${call.operation}${about(call)}. Ask for that permission, or use another --profile. AWS says: ${message}`;

const throttled: Explanation = ({ operation }, { $metadata }) =>
  `AWS still throttles ${operation} after ${$metadata?.attempts ?? 'several'} attempts. Nothing is wrong with what you asked: wait a minute and repeat the command.`;

const notFound =
  (what: string): Explanation =>
  (call) =>
    `There is no ${what}${about(call)} at ${place(call)}. Look at the region, the account (aws sts get-caller-identity) and the name.`;

const noExecution: Explanation = (call, error) =>
  `${notFound('execution')(call, error)} Step Functions deletes executions 90 days after they end.`;

/** Several services call it the same. */
const noResource: Explanation = (call, error) =>
  `${notFound(call.service === 'bedrock' ? 'model' : 'table')(call, error)} AWS says: ${error.message}`;

const CONNECTION = /\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)\b/;

const unreachable: Explanation = (call, { name, message }) =>
  call.endpoint === undefined
    ? `AWS in the region '${call.region}' cannot be reached (${message.match(CONNECTION)?.[0] ?? name}). Look at the spelling of the region and at the network or proxy.`
    : `Nobody answers at ${call.endpoint} (${message.match(CONNECTION)?.[0] ?? name}). Look at the address (--endpoint-url, AWS_ENDPOINT_URL_*), and whether a server runs there.`;

/** By the error's name, or its code for errors of the connection. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  CredentialsProviderError: noCredentials,
  TokenProviderError: noCredentials,
  ExpiredTokenException: rejectedCredentials,
  ExpiredToken: rejectedCredentials,
  UnrecognizedClientException: rejectedCredentials,
  InvalidClientTokenId: rejectedCredentials,
  InvalidSignatureException: rejectedCredentials,
  IncompleteSignature: rejectedCredentials,
  AccessDeniedException: denied,
  AccessDenied: denied,
  ThrottlingException: throttled,
  TooManyRequestsException: throttled,
  ExecutionDoesNotExist: noExecution,
  StateMachineDoesNotExist: notFound('state machine'),
  ResourceNotFoundException: noResource,
  InvalidArn: (call, { message }) => `AWS does not take the ARN${about(call)}: ${message}`,
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ETIMEDOUT: unreachable,
  TimeoutError: unreachable,
};

/** One paragraph for the person who typed the command, instead of the SDK's error. It keeps the SDK's error as its `cause`. */
export function explainAwsError(error: unknown, call: AwsCall): OperationError {
  if (error instanceof OperationError) return error;
  const found = asAwsError(error);
  // The SDK wraps what it does not know, and only the message keeps the code.
  const code = (found.code ?? found.message).match(CONNECTION)?.[0] ?? found.name;
  return new OperationError(code, (EXPLANATIONS[code] ?? unknown)(call, found), { cause: error });
}

const unknown: Explanation = (call, { name, message }) => {
  if (message === 'Region is missing')
    return 'No AWS region is set. Give --region, set AWS_REGION, or a region in the profile.';
  if (message.startsWith('Region not accepted'))
    return `That is no AWS region: ${message}. Give one such as us-east-1.`;
  return `${call.operation}${about(call)} failed with ${name}: ${message}`;
};

function asAwsError(error: unknown): AwsError {
  return error instanceof Error ? error : { name: 'Error', message: String(error) };
}
