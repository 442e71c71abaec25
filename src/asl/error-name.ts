/** The errors that the States Language defines. */
export const STATES_ERRORS = [
  'States.ALL',
  'States.BranchFailed',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.HeartbeatTimeout',
  'States.Http.Socket',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.Runtime',
  'States.TaskFailed',
  'States.Timeout',
] as const;

export type StatesError = (typeof STATES_ERRORS)[number];

/** What the Lambda service, not the function, reports. */
export type LambdaError =
  | 'Lambda.AWSLambdaException'
  | 'Lambda.ClientExecutionTimeoutException'
  | 'Lambda.SdkClientException'
  | 'Lambda.ServiceException'
  | 'Lambda.TooManyRequestsException'
  | 'Lambda.Unknown';

declare const CUSTOM: unique symbol;
/** An error name of the user's own, or of another service, that was declared once with `errorName`. */
export type CustomError<N extends string = string> = N & { readonly [CUSTOM]: true };

/**
 * Declares an error name, so that Retry, Catch and Fail can use it and a typo in them is a compile error:
 * `const Throttled = errorName('Bedrock.ThrottlingException')`. `States.` is reserved.
 */
export function errorName<const N extends string>(name: N extends `States.${string}` ? never : N): CustomError<N> {
  const declared: string = name;
  return declared as CustomError<N>;
}

export type ErrorName = Exclude<StatesError, 'States.ALL'> | LambdaError | CustomError;

/** Names to match in Retry and Catch; `States.ALL` must be the only one. */
export type ErrorNames = readonly ['States.ALL'] | readonly ErrorName[];
