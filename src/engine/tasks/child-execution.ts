import { memberOf } from '../json/plain-json.js';
import type { Execution } from '../run/execution.js';
import { failure } from '../run/state-failure.js';
import type { TaskAttempt } from './task-attempt.js';
import type { IntegrationPattern } from './task-resource.js';

/**
 * states:startExecution: starts a state machine of the same engine. In the patterns that wait for its end, the child is stopped
 * when its task is given up.
 */
export function startChildExecution(attempt: TaskAttempt, pattern: IntegrationPattern): void {
  const { args, frame } = attempt;
  const stateMachineArn = memberOf(args, 'StateMachineArn');
  const name = memberOf(args, 'Name');
  const input = memberOf(args, 'Input');
  let child: ReturnType<typeof frame.execution.tasks.children.start>;
  try {
    child = frame.execution.tasks.children.start({
      stateMachineArn: String(stateMachineArn),
      ...(typeof name === 'string' ? { name } : {}),
      input: parseInput(input),
      parentArn: frame.execution.executionArn,
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    attempt.fail(failure(`StepFunctions.${error.name}Exception`, error.message));
    return;
  }
  const started = { ExecutionArn: child.executionArn, StartDate: child.startDate.getTime() };
  if (pattern === 'request' || pattern === 'token') {
    attempt.answer(started);
    return;
  }
  attempt.submit(started);
  attempt.cancelWith(() => child.stop());
  child.whenEnded((ended) => {
    if (ended.status === 'SUCCEEDED') attempt.succeed(describeExecution(ended, pattern));
    else attempt.fail(failure('States.TaskFailed', JSON.stringify(describeExecution(ended, 'sync'))));
  });
}

/** Input is JSON text or a JSON value; without one the child gets an empty object. */
function parseInput(input: unknown): unknown {
  if (input === undefined || input === null) return {};
  if (typeof input !== 'string') return input;
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}

/**
 * DescribeExecution with the names Step Functions gives its members in a task result; `.sync:2` has the output as JSON. The
 * recordings of AWS have nothing about redrives here.
 */
function describeExecution(execution: Execution, pattern: 'sync' | 'sync:2'): Readonly<Record<string, unknown>> {
  const { output, error, cause, stopDate } = execution;
  return {
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: execution.executionArn,
    Input: pattern === 'sync:2' ? execution.input : JSON.stringify(execution.input),
    InputDetails: { Included: true },
    Name: execution.name,
    ...(output === undefined
      ? {}
      : { Output: pattern === 'sync:2' ? output : JSON.stringify(output), OutputDetails: { Included: true } }),
    StartDate: execution.startDate.getTime(),
    StateMachineArn: execution.stateMachineArn,
    Status: execution.status,
    ...(stopDate === undefined ? {} : { StopDate: stopDate.getTime() }),
  };
}
