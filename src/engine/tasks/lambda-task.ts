import { memberOf } from '../json/plain-json.js';
import { seededRandom } from '../random/random-source.js';
import { failure } from '../run/state-failure.js';
import { callWithCopy, lookUp } from './call-handler.js';
import { startIntegration } from './integration-task.js';
import type { LambdaContext } from './handlers.js';
import type { TaskAttempt } from './task-attempt.js';
import { lambdaFailure } from './task-error.js';
import { functionNameOf } from './task-resource.js';

const INVOKE = 'lambda:invoke';

/** The longest a Lambda function may run (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
const LAMBDA_SECONDS = 900;

/** A Lambda function by its ARN: gets the state's arguments, gives the state's result. */
export function startLambdaFunction(attempt: TaskAttempt, arn: string): void {
  invoke(attempt, arn, attempt.args, (result) => result);
}

/** lambda:invoke: the payload comes in an envelope, and so does the result. A payload that is a text is sent as it is: JSON text. */
export function startLambdaInvoke(attempt: TaskAttempt): void {
  const name = memberOf(attempt.args, 'FunctionName');
  if (typeof name !== 'string' || name === '') {
    attempt.fail(failure('Lambda.ValidationException', `FunctionName must be a text but was: ${JSON.stringify(name)}`));
    return;
  }
  const { handlers } = attempt.frame.execution.tasks;
  if (!handlers.hasLambda(name) && handlers.findIntegration(INVOKE) !== undefined) {
    startIntegration(attempt, attempt.kind.arn, INVOKE);
    return;
  }
  const payload = readPayload(memberOf(attempt.args, 'Payload'));
  if (payload === undefined) {
    const cause = 'Could not parse request body into json: a Payload that is a text must be JSON text.';
    attempt.fail(failure('Lambda.InvalidRequestContentException', cause));
    return;
  }
  invoke(attempt, name, payload.json, (result) => ({ ExecutedVersion: '$LATEST', Payload: result, StatusCode: 200 }));
}

function readPayload(payload: unknown): { readonly json: unknown } | undefined {
  if (payload === undefined) return { json: {} };
  if (typeof payload !== 'string') return { json: payload };
  try {
    return { json: JSON.parse(payload) };
  } catch {
    return undefined;
  }
}

function invoke(
  attempt: TaskAttempt,
  nameOrArn: string,
  payload: unknown,
  resultOf: (result: unknown) => unknown,
): void {
  const handler = lookUp(attempt, (handlers) => handlers.lambda(nameOrArn));
  if (handler === undefined) return;
  const context = new InvocationContext(attempt, nameOrArn);
  attempt.handle(() => callWithCopy(handler, payload, context), lambdaFailure, resultOf);
}

/** What costs something is made only for the handler that asks for it. */
class InvocationContext implements LambdaContext {
  readonly #attempt: TaskAttempt;
  readonly #nameOrArn: string;
  readonly #event: number;
  readonly #startedAt: number;

  constructor(attempt: TaskAttempt, nameOrArn: string) {
    this.#attempt = attempt;
    this.#nameOrArn = nameOrArn;
    this.#event = attempt.frame.lastEvent;
    this.#startedAt = attempt.frame.now();
  }

  get functionName(): string {
    return functionNameOf(this.#nameOrArn);
  }

  get invokedFunctionArn(): string {
    if (this.#nameOrArn.startsWith('arn:')) return this.#nameOrArn;
    const { region, accountId } = this.#attempt.frame.execution.origin;
    return `arn:aws:lambda:${region}:${accountId}:function:${this.#nameOrArn}`;
  }

  /** Not from the execution's stream of random numbers: handlers ask in no certain order. */
  get awsRequestId(): string {
    return seededRandom(`${this.#attempt.frame.execution.executionArn}/${this.#event}`).uuid();
  }

  get signal(): AbortSignal {
    return this.#attempt.signal;
  }

  getRemainingTimeInMillis(): number {
    const { frame, limits } = this.#attempt;
    const deadline = this.#startedAt + (limits.timeoutInSeconds ?? LAMBDA_SECONDS) * 1000;
    return Math.max(0, deadline - frame.now());
  }
}
