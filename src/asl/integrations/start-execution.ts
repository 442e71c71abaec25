import { taskFunction, tokenFunction, type TaskFunction, type TokenFunction } from '../call.js';
import { type CloudFormationValue } from '../cloudformation.js';
import type { Templated } from '../template.js';

/** A started execution. */
export interface StartedExecution {
  ExecutionArn: string;
  /** Milliseconds since 1970. */
  StartDate: number;
}

/** A finished execution, as DescribeExecution tells it; its output is JSON. */
export interface FinishedExecution<O> extends StartedExecution {
  Name: string;
  Output: O;
  StateMachineArn: string;
  Status: 'SUCCEEDED';
  StopDate: number;
}

/** Calling it starts the machine and waits for its end. */
export interface ExecutionFunction<I, O> extends TaskFunction<I, FinishedExecution<O>> {
  /** Starts it and goes on at once. */
  readonly withoutWaiting: TaskFunction<I, StartedExecution>;
  /** Starts it and waits for its task token: put `context.Task.Token` into the input. */
  readonly waitForToken: TokenFunction<I>;
}

export interface StartExecutionOptions {
  /** The execution's name: a second execution of that name is refused for 90 days. Default: a random one. */
  readonly name?: Templated<string>;
}

/**
 * Starts another state machine of this library, its input typed by the machine:
 * `startExecution(checkout, cfnRef('Checkout'))({ orderId: … })`. The machine's value is not read, only its type.
 */
export function startExecution<I, O>(
  _machine: { readonly types?: { readonly input: I; readonly output: O } },
  stateMachineArn: string | CloudFormationValue,
  options: StartExecutionOptions = {},
): ExecutionFunction<I, O> {
  const resource = 'arn:aws:states:::states:startExecution';
  const wrap = (input: unknown) => ({ StateMachineArn: stateMachineArn, ...named(options), Input: input });
  const shape = { name: 'states:startExecution', resource, wrap };
  return Object.assign(taskFunction<I, FinishedExecution<O>>({ ...shape, resource: `${resource}.sync:2` }), {
    withoutWaiting: taskFunction<I, StartedExecution>(shape),
    waitForToken: tokenFunction<I>(shape),
  });
}

function named({ name }: StartExecutionOptions): { readonly Name?: unknown } {
  return name === undefined ? {} : { Name: name };
}
