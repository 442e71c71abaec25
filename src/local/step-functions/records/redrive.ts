import type { Execution } from '../../../engine/index.js';
import { isRedrivable } from './redrivable-execution.js';
import { epochSeconds } from '../wire/epoch-seconds.js';

/** How long after its end an execution can be redriven: 14 days (https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html). */
const REDRIVABLE_MS = 14 * 24 * 3600 * 1000;

/** Why an execution cannot be redriven; undefined when it can. @param now epoch milliseconds */
export function redriveObstacle({ status, stopDate }: Execution, now: number): string | undefined {
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  return now - Number(stopDate ?? now) > REDRIVABLE_MS
    ? 'Execution redriveable period of 14 days has exceeded'
    : undefined;
}

/** The members of DescribeExecution that tell about redrives. */
export function redriveView(execution: Execution, now: number): Readonly<Record<string, unknown>> {
  const obstacle = redriveObstacle(execution, now);
  return {
    ...redriveCounts(execution),
    ...(obstacle === undefined
      ? { redriveStatus: 'REDRIVABLE' }
      : { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: obstacle }),
  };
}

/** How often an execution was redriven, and when last. */
export function redriveCounts(execution: Execution): { redriveCount: number; redriveDate?: number } {
  if (!isRedrivable(execution)) return { redriveCount: 0 };
  const { redriveCount, redriveDate } = execution;
  return { redriveCount, ...(redriveDate === undefined ? {} : { redriveDate: epochSeconds(redriveDate) }) };
}
