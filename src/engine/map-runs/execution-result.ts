import type { Execution } from '../run/execution.js';

/**
 * A child execution as ResultWriter writes it, and as failed children appear among the results
 * (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html).
 */
export function executionResult(child: Execution): Readonly<Record<string, unknown>> {
  const { status, output, error, cause, stopDate } = child;
  return {
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: child.executionArn,
    Input: JSON.stringify(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(status === 'SUCCEEDED' ? { Output: JSON.stringify(output), OutputDetails: { Included: true } } : {}),
    RedriveCount: 0,
    ...(status === 'SUCCEEDED'
      ? {
          RedriveStatus: 'NOT_REDRIVABLE',
          RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        }
      : { RedriveStatus: 'REDRIVABLE_BY_MAP_RUN' }),
    StartDate: child.startDate.toISOString(),
    StateMachineArn: child.stateMachineArn,
    Status: status,
    ...(stopDate === undefined ? {} : { StopDate: stopDate.toISOString() }),
  };
}
