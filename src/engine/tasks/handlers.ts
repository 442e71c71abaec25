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

/** What the handler of a task gets beside its arguments, and can do about it. */
export interface RunningTask extends IntegrationTask {
  /**
   * Of a `.sync` task: records that the service has accepted the job, with what it answered. A handler that does not call it
   * is taken to have had the answer `{}`.
   */
  submitted(answer: unknown): void;
}

/** A service integration: gets a copy of the state's arguments, and gives the service's answer or a promise of it. */
export type IntegrationHandler<Arguments = never> = (args: Arguments, task: RunningTask) => unknown;

/** Gives handlers for tasks that have none of their own; what it does not know either, it leaves undefined. */
export interface HandlerFallback {
  /** @param nameOrArn of the function, as the machine has it */
  readonly lambda?: (nameOrArn: string) => LambdaHandler | undefined;
  /**
   * @param api such as `events:putEvents` or `aws-sdk:dynamodb:putItem`. The handler for `lambda:invoke` gets the whole arguments,
   *   gives the whole answer, and comes before {@link HandlerFallback.lambda}
   */
  readonly integration?: (api: string) => IntegrationHandler | undefined;
}

/** Who does the work of tasks. */
export class Handlers {
  readonly #lambdas = new Map<string, LambdaHandler>();
  readonly #integrations = new Map<string, IntegrationHandler>();

  readonly fallbacks = new Set<HandlerFallback>();
  /** What the engine does itself when no handler is registered. */
  builtIn: ReadonlyMap<string, IntegrationHandler> = new Map();

  setLambda(nameOrArn: string, handler: LambdaHandler): void {
    this.#lambdas.set(functionNameOf(nameOrArn), handler);
  }

  setIntegration(resource: string, handler: IntegrationHandler): void {
    this.#integrations.set(integrationNameOf(resource), handler);
  }

  /** Throws a failure that nothing catches: a missing handler is a mistake of the caller, not an outcome of the task. */
  lambda(nameOrArn: string): LambdaHandler {
    const name = functionNameOf(nameOrArn);
    const handler = this.#lambdas.get(name) ?? this.#fallback(({ lambda }) => lambda?.(nameOrArn));
    if (handler !== undefined) return handler;
    throw runtimeFailure(
      `No handler is registered for the Lambda function '${name}': register one with engine.lambda('${name}', handler).`,
    );
  }

  hasLambda(nameOrArn: string): boolean {
    return this.#lambdas.has(functionNameOf(nameOrArn));
  }

  hasIntegration(api: string): boolean {
    return this.#integrations.has(api);
  }

  findIntegration(api: string): IntegrationHandler | undefined {
    const given = this.#integrations.get(api) ?? this.#fallback(({ integration }) => integration?.(api));
    return given ?? this.builtIn.get(api);
  }

  integration(api: string): IntegrationHandler {
    const handler = this.findIntegration(api);
    if (handler !== undefined) return handler;
    throw runtimeFailure(
      `No handler is registered for the integration '${api}': register one with engine.integration('${api}', handler).`,
    );
  }

  #fallback<Handler>(find: (fallback: HandlerFallback) => Handler | undefined): Handler | undefined {
    for (const fallback of this.fallbacks) {
      const handler = find(fallback);
      if (handler !== undefined) return handler;
    }
    return undefined;
  }
}
