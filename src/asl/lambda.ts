import { taskFunction, tokenFunction, type TaskFunction, type TokenFunction } from './call.js';
import { intrinsicOf, isCloudFormationValue, type CloudFormationValue } from './cloudformation.js';
import type { CustomError } from './error-name.js';
import type { Json } from './json.js';

type Handler = (...parameters: never[]) => unknown;
type EventOf<H> = H extends (event: infer E, ...rest: never[]) => unknown ? Json<E> : never;
type AnswerOf<H extends Handler> = Json<Exclude<Awaited<ReturnType<H>>, void>>;

/** A Lambda function: `charge({...})` is a call, `charge.result` what the handler returns. */
export interface LambdaFunction<I, O, E extends string = never> extends TaskFunction<I, O> {
  /** The errors the handler declares, to use in Retry and Catch. */
  readonly errors: { readonly [N in E]: CustomError<N> };
  /** Invokes the function and waits until its task token is answered; put `context.Task.Token` into the payload. */
  readonly waitForToken: TokenFunction<I>;
}

export interface LambdaOptions {
  /** Version or alias. Default: `$LATEST`. */
  readonly qualifier?: string;
}

/**
 * Links a state to a Lambda function by its handler's type, which is all that is read of the handler:
 * `lambda<typeof import('./charge.js').handler>(getAtt('Charge', 'Arn'))`. Errors that the handler throws by name are
 * declared as the second type and value: `lambda<typeof handler, 'CardDeclined'>(arn, ['CardDeclined'])`.
 */
export function lambda<H extends Handler, const E extends string = never>(
  functionArn: string | CloudFormationValue,
  errors: readonly E[] = [],
  options: LambdaOptions = {},
): LambdaFunction<EventOf<H>, AnswerOf<H>, E> {
  const shape = {
    name: nameOf(functionArn),
    resource: 'arn:aws:states:::lambda:invoke',
    pick: ['Payload'],
    wrap: (payload: unknown) => ({
      FunctionName: functionArn,
      ...(options.qualifier === undefined ? {} : { Qualifier: options.qualifier }),
      Payload: payload,
    }),
  };
  const declared = Object.fromEntries(errors.map((name) => [name, name])) as { readonly [N in E]: CustomError<N> };
  return Object.assign(taskFunction<EventOf<H>, AnswerOf<H>>(shape), {
    errors: declared,
    waitForToken: tokenFunction<EventOf<H>>(shape),
  });
}

function nameOf(functionArn: string | CloudFormationValue): string {
  return isCloudFormationValue(functionArn) ? Object.values(intrinsicOf(functionArn)).flat().join('.') : functionArn;
}
