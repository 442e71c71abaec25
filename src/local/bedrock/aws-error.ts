/** An error as the Bedrock Runtime API sends it. */
export interface AwsError {
  readonly status: number;
  /** Goes into the header `x-amzn-errortype`. */
  readonly type: string;
  readonly message: string;
}

/**
 * The errors that faults and unusable requests end in, with AWS's names, statuses and texts.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors
 */
export const awsErrors = {
  throttled: {
    status: 429,
    type: 'ThrottlingException',
    message: 'Too many requests, please wait before trying again.',
  },
  unavailable: {
    status: 503,
    type: 'ServiceUnavailableException',
    message: 'Bedrock is unable to process your request.',
  },
  internal: {
    status: 500,
    type: 'InternalServerException',
    message: 'The system encountered an unexpected error during processing. Try your request again.',
  },
  timeout: {
    status: 408,
    type: 'ModelTimeoutException',
    message: 'Model has timed out in processing the request. Try your request again.',
  },
  validation: { status: 400, type: 'ValidationException', message: 'The provided request is not valid.' },
  unsigned: { status: 403, type: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' },
  tooLarge: {
    status: 413,
    type: 'RequestEntityTooLargeException',
    message: 'The request body exceeds 10485760 bytes.',
  },
  unknownOperation: {
    status: 404,
    type: 'UnknownOperationException',
    message: 'Expected POST /model/{modelId}/converse, /model/{modelId}/converse-stream or /model/{modelId}/invoke.',
  },
  wrongMethod: { status: 405, type: 'UnknownOperationException', message: 'Expected the method POST.' },
} as const satisfies Readonly<Record<string, AwsError>>;
