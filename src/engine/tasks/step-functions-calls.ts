import { isObject, memberOf } from '../json/plain-json.js';
import type { Execution } from '../run/execution.js';
import type { IntegrationHandler } from './handlers.js';
import { TaskError } from './task-error.js';

/** What a machine may call of the engine that runs it. */
export interface StepFunctionsCalls {
  startExecution(start: { stateMachineArn: string; name?: string; input?: unknown; parentArn?: string }): Execution;
  execution(executionArn: string): Execution | undefined;
  sendTaskSuccess(answer: { taskToken: string; output?: unknown }): void;
  sendTaskFailure(answer: { taskToken: string; error?: string; cause?: string }): void;
  sendTaskHeartbeat(answer: { taskToken: string }): void;
}

/**
 * Step Functions called through the AWS SDK integration: `aws-sdk:sfn:sendTaskSuccess` and what else of its API a machine without
 * a server around it can use. They stand behind handlers and fallbacks of the same name.
 */
export function stepFunctionsCalls(engine: StepFunctionsCalls): ReadonlyMap<string, IntegrationHandler> {
  const execution = (args: unknown): Execution => {
    const arn = text(args, 'ExecutionArn');
    const found = engine.execution(arn);
    if (found === undefined) throw sdkError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return found;
  };
  const answer = (args: unknown, send: (taskToken: string) => void): object => {
    const taskToken = text(args, 'TaskToken');
    try {
      send(taskToken);
    } catch (error) {
      throw namedAfter(error);
    }
    return {};
  };
  const calls: Readonly<Record<string, IntegrationHandler<unknown>>> = {
    startExecution(args, { executionArn: parentArn }) {
      const name = memberOf(args, 'Name');
      const start = { stateMachineArn: text(args, 'StateMachineArn'), input: json(args, 'Input') ?? {}, parentArn };
      try {
        const child = engine.startExecution(typeof name === 'string' ? { ...start, name } : start);
        return { ExecutionArn: child.executionArn, StartDate: child.startDate.toISOString() };
      } catch (error) {
        throw namedAfter(error);
      }
    },
    stopExecution(args) {
      const stopped = execution(args);
      stopped.stop({ ...optional(args, 'Error', 'error'), ...optional(args, 'Cause', 'cause') });
      return { StopDate: stopped.stopDate?.toISOString() };
    },
    describeExecution(args) {
      const { executionArn, stateMachineArn, name, status, input, output, error, cause, startDate, stopDate } =
        execution(args);
      const members = {
        ExecutionArn: executionArn,
        StateMachineArn: stateMachineArn,
        Name: name,
        Status: status,
        StartDate: startDate.toISOString(),
        StopDate: stopDate?.toISOString(),
        Input: JSON.stringify(input),
        InputDetails: { Included: true },
        ...(output === undefined ? {} : { Output: JSON.stringify(output), OutputDetails: { Included: true } }),
        Error: error,
        Cause: cause,
      };
      return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined));
    },
    sendTaskSuccess: (args) =>
      answer(args, (taskToken) => engine.sendTaskSuccess({ taskToken, output: json(args, 'Output') })),
    sendTaskFailure: (args) =>
      answer(args, (taskToken) =>
        engine.sendTaskFailure({ taskToken, ...optional(args, 'Error', 'error'), ...optional(args, 'Cause', 'cause') }),
      ),
    sendTaskHeartbeat: (args) => answer(args, (taskToken) => engine.sendTaskHeartbeat({ taskToken })),
  };
  return new Map(Object.entries(calls).map(([name, handler]) => [`aws-sdk:sfn:${name}`, handler]));
}

function text(args: unknown, member: string): string {
  const value = memberOf(args, member);
  if (typeof value === 'string') return value;
  const found = isObject(args) && member in args ? JSON.stringify(value) : 'nothing';
  throw sdkError('Validation', `${member} is ${found}: expected a text`);
}

/** A member that is JSON text in the API; a machine may give JSON itself. */
function json(args: unknown, member: string): unknown {
  const value = memberOf(args, member);
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch (error) {
    const name = member === 'Input' ? 'InvalidExecutionInput' : 'InvalidOutput';
    throw sdkError(name, `Invalid ${member}: '${error instanceof Error ? error.message : String(error)}'`);
  }
}

function optional(args: unknown, member: string, name: string): Readonly<Record<string, string>> {
  const value = memberOf(args, member);
  return typeof value === 'string' ? { [name]: value } : {};
}

/** The engine names its errors as AWS does. */
function namedAfter(error: unknown): unknown {
  return error instanceof Error ? sdkError(error.name, error.message) : error;
}

/** As the AWS SDK for Java words it, which is what Step Functions shows. */
function sdkError(name: string, message: string): TaskError {
  return new TaskError(
    `Sfn.${name}Exception`,
    `${message} (Service: Sfn, Status Code: 400, Request ID: local) (SDK Attempt Count: 1)`,
  );
}
