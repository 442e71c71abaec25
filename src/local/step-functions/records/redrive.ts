import type { Execution } from '../../../engine/index.js';

/** The members of DescribeExecution that tell about redrives. */
export function redriveView({ status }: Execution): Readonly<Record<string, unknown>> {
  if (status === 'RUNNING' || status === 'SUCCEEDED') {
    return {
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: `Execution is ${status} and cannot be redriven`,
    };
  }
  return { redriveCount: 0, redriveStatus: 'REDRIVABLE' };
}
