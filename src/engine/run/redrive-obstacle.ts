import { MAX_EVENTS } from '../history/history.js';
import type { ExecutionStatus } from './execution.js';

const DAY = 24 * 3600 * 1000;

/** How long after its end an execution can be redriven (https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html). */
const REDRIVABLE_MS = 14 * DAY;

/** How long an execution may take from its start, redrives included (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const MAX_EXECUTION_MS = 365 * DAY;

/** What decides whether an execution can be redriven. */
export interface RedriveCandidate {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly status: ExecutionStatus;
  readonly startDate: Date;
  readonly stopDate?: Date | undefined;
  readonly eventCount: number;
  /** Of a child of a map run: Express ones begin anew when the map run is redriven. */
  readonly mapRunArn?: string;
}

/**
 * Why an execution cannot be redriven, in the words of AWS's `redriveStatusReason`; undefined when it can.
 *
 * @param now epoch milliseconds
 */
export function redriveObstacle(execution: RedriveCandidate, now: number): string | undefined {
  const { type, status, startDate, stopDate, eventCount, mapRunArn } = execution;
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  if (type === 'EXPRESS' && mapRunArn === undefined)
    return 'Execution is of an EXPRESS state machine and cannot be redriven';
  // There has to be room for ExecutionRedriven and for one event more.
  if (eventCount >= MAX_EVENTS - 1) return 'Execution history event limit exceeded';
  if (now - startDate.getTime() > MAX_EXECUTION_MS) return 'Execution has exceeded the max execution time';
  if (stopDate !== undefined && now - stopDate.getTime() > REDRIVABLE_MS) return 'Execution redrivable period exceeded';
  return undefined;
}
