import type { BatchOutput } from '../breaker/batch.js';
import { inspectExecution, type ExecutionReport, type InspectedExecution } from './execution-report.js';
import { hasEnded } from './execution-status.js';
import type { StepFunctionsClient } from './step-functions-client.js';

export interface WatchOptions {
  /** Milliseconds between two looks. Default 2000. */
  readonly everyMs?: number;
  /** Follow the executions that go on with the batch. Default true. */
  readonly follow?: boolean;
  /** How the time between two looks passes. Default: in real time. */
  readonly pause?: (ms: number) => Promise<void>;
}

/**
 * Looks at an execution again and again until it has ended, and at those that it hands over to. A look reads only the
 * events that are new. The last report is of an execution that has ended.
 *
 * @throws OperationError as {@link inspectExecution}
 */
export async function* watchExecution(
  client: StepFunctionsClient,
  executionArn: string,
  options: WatchOptions = {},
): AsyncGenerator<ExecutionReport> {
  const { everyMs = 2_000, follow = true, pause = sleep } = options;
  let arn = executionArn;
  let seen: InspectedExecution | undefined;
  for (;;) {
    seen = await inspectExecution(client, arn, seen);
    yield seen.report;
    if (hasEnded(seen.report.status)) {
      const successor = follow ? continuedBy(seen.report) : undefined;
      if (successor === undefined) return;
      [arn, seen] = [successor, undefined];
    } else await pause(everyMs);
  }
}

/** The execution that took over from one that ended because its history was nearly full. */
export function continuedBy({ output }: Pick<ExecutionReport, 'output'>): string | undefined {
  const value = JSON.parse(output ?? 'null') as Partial<BatchOutput> | null;
  return typeof value?.continuedBy === 'string' ? value.continuedBy : undefined;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
