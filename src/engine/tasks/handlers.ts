import { runtimeFailure } from '../run/state-failure.js';
import { functionNameOf, integrationNameOf } from './task-resource.js';

/** What a Lambda handler gets beside its payload; the members of the real context that make sense here. */
export interface LambdaContext {
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly awsRequestId: string;
  /** Aborts when the state times out, or when its execution, branch or iteration is ended. */
  readonly signal: AbortSignal;
  /** Milliseconds until the state's timeout. */
  getRemainingTimeInMillis(): number;
}

/**
 * A Lambda function: gets a copy of its payload, and gives its result or a promise of it. Without a payload type it is any
 * Lambda handler.
 */
export type LambdaHandler<Payload = never> = (payload: Payload, context: LambdaContext) => unknown;

/** What an integration handler gets beside its arguments. */
export interface IntegrationTask {
  /** The Resource as the state has it. */
  readonly resource: string;
  /** The token of a `.waitForTaskToken` task: for `sendTaskSuccess` and `sendTaskFailure`. */
  readonly taskToken?: string;
  readonly executionArn: string;
  /** The name of the state. */
  readonly state: string;
  /** Aborts when the state times out, or when its execution, branch or iteration is ended. */
  readonly signal: AbortSignal;
}

/** A service integration: gets a copy of the state's arguments, and gives the service's answer or a promise of it. */
export type IntegrationHandler<Arguments = never> = (args: Arguments, task: IntegrationTask) => unknown;

/** Who does the work of tasks. */
export class Handlers {
  readonly #lambdas = new Map<string, LambdaHandler>();
  readonly #integrations = new Map<string, IntegrationHandler>();

  setLambda(nameOrArn: string, handler: LambdaHandler): void {
    this.#lambdas.set(functionNameOf(nameOrArn), handler);
  }

  setIntegration(resource: string, handler: IntegrationHandler): void {
    this.#integrations.set(integrationNameOf(resource), handler);
  }

  /** Throws a failure that nothing catches: a missing handler is a mistake of the caller, not an outcome of the task. */
  lambda(nameOrArn: string): LambdaHandler {
    const name = functionNameOf(nameOrArn);
    const handler = this.#lambdas.get(name);
    if (handler !== undefined) return handler;
    throw runtimeFailure(
      `No handler stands for the Lambda function '${name}': register one with engine.lambda('${name}', handler).`,
    );
  }

  integration(api: string): IntegrationHandler {
    const handler = this.#integrations.get(api);
    if (handler !== undefined) return handler;
    throw runtimeFailure(
      `No handler stands for the integration '${api}': register one with engine.integration('${api}', handler).`,
    );
  }
}
