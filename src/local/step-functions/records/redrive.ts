import type { Execution } from '../../../engine/index.js';
import { epochSeconds } from '../wire/epoch-seconds.js';

/** How often an execution was redriven, and when last. */
export function redriveCounts({ redriveCount, redriveDate }: Execution): {
  redriveCount: number;
  redriveDate?: number;
} {
  return { redriveCount, ...(redriveDate === undefined ? {} : { redriveDate: epochSeconds(redriveDate) }) };
}

/** The members of DescribeExecution that tell about redrives. */
export function redriveView(execution: Execution): Readonly<Record<string, unknown>> {
  const { redriveStatus, redriveStatusReason } = execution;
  return { ...redriveCounts(execution), redriveStatus, redriveStatusReason };
}
