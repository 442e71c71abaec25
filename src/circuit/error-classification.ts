/**
 * What a failed call means for its circuit and for its item:
 *
 * | class | counts towards OPEN | the item |
 * | --- | --- | --- |
 * | `counted` | yes | is tried again on the same target, then moves on |
 * | `exhausted` | opens at once, for the longest reset: a daily quota does not come back in 30 s | is tried again, then moves on |
 * | `transient` | no: it is our own Lambda that is short of breath, not the model | is tried again, then moves on |
 * | `hop` | no | moves to the next target |
 * | `refused` | no | takes the last resort: another model would refuse it as well |
 * | `fatal` | no | the machine itself is wrong: the execution fails loudly |
 *
 * A name that is in no class is `hop`: nobody is left without an answer, and no unknown error opens a circuit.
 */
export type ErrorClass = 'counted' | 'exhausted' | 'transient' | 'hop' | 'refused' | 'fatal';

export type ErrorClasses = Readonly<Record<ErrorClass, readonly string[]>>;

/**
 * Error names by class, as the last segment of what Step Functions reports (`Bedrock.ThrottlingException`,
 * `BedrockRuntime.ThrottlingException` and a Lambda's bare `ThrottlingException` are one).
 *
 * Source: the errors of the Bedrock Runtime API (Converse, InvokeModel) and of the States Language.
 */
export const errorClasses: ErrorClasses = {
  counted: [
    'ThrottlingException',
    'ServiceUnavailableException',
    'InternalServerException',
    'ModelTimeoutException',
    'ModelNotReadyException',
    'ModelErrorException',
    'Timeout', // States.Timeout
    'Timedout', // Sandbox.Timedout: the function waited for the model until its own end
    'TimeoutError',
    'ConnectionError',
  ],
  exhausted: ['ServiceQuotaExceededException'],
  transient: [
    'TooManyRequestsException',
    'ServiceException',
    'SdkClientException',
    'AWSLambdaException',
    'ClientExecutionTimeoutException',
    'Unknown',
  ],
  hop: ['UnusableAnswer', 'AccessDeniedException', 'ResourceNotFoundException'],
  refused: ['ValidationException', 'InvalidRequest'],
  fatal: ['Permissions', 'QueryEvaluationError', 'DataLimitExceeded', 'Runtime'],
};

/** A throttling message with this in it is about the quota of the day, not of the minute. */
export const DAILY_QUOTA = 'tokens per day';
/** A model error that was the caller's fault: `originalStatusCode` 4xx. */
export const CALLERS_FAULT = String.raw`originalStatusCode\W*4\d\d`;

/** The classes with a user's own names put first: a name they place elsewhere leaves its default class. */
export function errorClassesWith(own: Partial<ErrorClasses>): ErrorClasses {
  const moved = new Set(Object.values(own).flat());
  const named = (errorClass: ErrorClass) => [
    ...(own[errorClass] ?? []),
    ...errorClasses[errorClass].filter((name) => !moved.has(name)),
  ];
  return {
    counted: named('counted'),
    exhausted: named('exhausted'),
    transient: named('transient'),
    hop: named('hop'),
    refused: named('refused'),
    fatal: named('fatal'),
  };
}

/**
 * Classifies an error in code, as the generated machine does it.
 *
 * @param name the error name with or without its service prefix
 * @param message the message or the Step Functions `Cause`
 */
export function classifyError(name: string, message = '', classes: ErrorClasses = errorClasses): ErrorClass {
  const last = name.split('.').at(-1) ?? name;
  if (last === 'ThrottlingException' && message.toLowerCase().includes(DAILY_QUOTA)) return 'exhausted';
  if (last === 'ModelErrorException' && new RegExp(CALLERS_FAULT).test(message)) return 'hop';
  for (const [errorClass, names] of Object.entries(classes)) if (names.includes(last)) return errorClass as ErrorClass;
  return 'hop';
}
