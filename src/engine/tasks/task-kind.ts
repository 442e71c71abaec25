import type { TaskDescription } from '../history/history-record.js';
import { memberOf, toPlainJson } from '../json/plain-json.js';
import { failure, isStateFailure, type StateFailure } from '../run/state-failure.js';
import { startChildExecution } from './child-execution.js';
import type { LambdaHandler } from './handlers.js';
import { unsupported, type TaskAttempt } from './task-attempt.js';
import { integrationFailure, lambdaFailure } from './task-error.js';
import type { IntegrationPattern, TaskResource } from './task-resource.js';

/** How the tasks of one Resource are done, and how they appear in the history. */
export interface TaskKind {
  /** The beginning of the names of its events. */
  readonly family: 'LambdaFunction' | 'Task';
  readonly description: TaskDescription;
  /** How AWS names it when its result is too large. */
  readonly limitName: string;
  readonly waitsForToken: boolean;
  readonly start: (attempt: TaskAttempt) => void;
}

export function taskKindOf(arn: string, resource: TaskResource): TaskKind {
  switch (resource.kind) {
    case 'lambda-function':
      return {
        family: 'LambdaFunction',
        description: { resource: arn, resourceType: 'lambda' },
        limitName: arn,
        waitsForToken: false,
        start: (attempt) => invokeLambda(attempt, arn, attempt.args, (payload) => payload),
      };
    case 'activity':
      return {
        family: 'Task',
        description: { resource: arn, resourceType: 'activity' },
        limitName: arn,
        waitsForToken: false,
        start: (attempt) => attempt.fail(unsupported(`The activity '${arn}'`)),
      };
    default:
      return {
        family: 'Task',
        description: { resource: resource.action, resourceType: resource.service },
        limitName: resource.service,
        waitsForToken: resource.pattern === 'token',
        start: starterOf(arn, resource.api, resource.pattern),
      };
  }
}

function starterOf(arn: string, api: string, pattern: IntegrationPattern): TaskKind['start'] {
  if (api === 'lambda:invoke') return startLambdaInvoke;
  if (api === 'states:startExecution') return (attempt) => startChildExecution(attempt, pattern);
  return (attempt) => callIntegration(attempt, arn, api);
}

/** lambda:invoke: the payload comes in an envelope, and so does the result. A payload that is a text is sent as it is: JSON text. */
function startLambdaInvoke(attempt: TaskAttempt): void {
  const name = memberOf(attempt.args, 'FunctionName');
  if (typeof name !== 'string' || name === '') {
    attempt.fail(failure('Lambda.ValidationException', `FunctionName must be a text but was: ${JSON.stringify(name)}`));
    return;
  }
  const payload = memberOf(attempt.args, 'Payload');
  const event = typeof payload === 'string' ? parseJson(payload) : { json: payload === undefined ? {} : payload };
  if (event === undefined) {
    attempt.fail(
      failure(
        'Lambda.InvalidRequestContentException',
        'Could not parse request body into json: a Payload that is a text must be JSON text.',
      ),
    );
    return;
  }
  invokeLambda(attempt, name, event.json, (result) => ({
    ExecutedVersion: '$LATEST',
    Payload: result,
    StatusCode: 200,
  }));
}

function parseJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function invokeLambda(
  attempt: TaskAttempt,
  nameOrArn: string,
  payload: unknown,
  resultOf: (result: unknown) => unknown,
): void {
  const { frame, limits } = attempt;
  const { clock, tasks, origin } = frame.execution;
  const handler = lookUp(attempt, () => tasks.handlers.lambda(nameOrArn));
  if (handler === undefined) return;
  const functionName = nameOrArn.split(':function:').at(-1)?.split(':')[0] ?? nameOrArn;
  const deadline = clock.now() + (limits.timeoutInSeconds ?? LAMBDA_SECONDS) * 1000;
  let requestId: string | undefined;
  const context: Parameters<LambdaHandler>[1] = {
    functionName,
    invokedFunctionArn: nameOrArn.startsWith('arn:')
      ? nameOrArn
      : `arn:aws:lambda:${origin.region}:${origin.accountId}:function:${functionName}`,
    get awsRequestId() {
      return (requestId ??= frame.execution.random.uuid());
    },
    get signal() {
      return attempt.signal;
    },
    getRemainingTimeInMillis: () => Math.max(0, deadline - clock.now()),
  };
  attempt.handle(() => callWithCopy(handler, payload, context), lambdaFailure, resultOf);
}

/** The longest a Lambda function may run (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
const LAMBDA_SECONDS = 900;

function callIntegration(attempt: TaskAttempt, resource: string, api: string): void {
  const { frame, state, args } = attempt;
  const handler = lookUp(attempt, () => frame.execution.tasks.handlers.integration(api));
  if (handler === undefined) return;
  const { taskToken } = frame;
  const task = {
    resource,
    executionArn: frame.execution.executionArn,
    state,
    get signal() {
      return attempt.signal;
    },
    ...(taskToken === undefined ? {} : { taskToken }),
  };
  attempt.handle(
    () => callWithCopy(handler, args, task),
    integrationFailure,
    (result) => result,
  );
}

/** Handlers may do with their arguments what they like: what the engine keeps is not theirs to change. */
function callWithCopy<Context>(
  handler: (payload: never, context: Context) => unknown,
  payload: unknown,
  context: Context,
): unknown {
  // A handler declares the payload it expects; that the machine sends that is not for the type system to know.
  return handler(toPlainJson(payload) as never, context);
}

function lookUp<Handler>(attempt: TaskAttempt, find: () => Handler): Handler | undefined {
  try {
    return find();
  } catch (thrown) {
    attempt.fail(isStateFailure(thrown) ? thrown : rethrow(thrown));
    return undefined;
  }
}

function rethrow(thrown: unknown): StateFailure {
  throw thrown;
}
