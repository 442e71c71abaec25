import { randomUUID } from 'node:crypto';
import type { Execution, ExecutionStatus } from '../../../engine/index.js';
import type { StepFunctions } from '../step-functions.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { httpPost } from '../wire/http-post.js';

/** What an execution is after each event that changes its status. */
const STATUS_AFTER: Readonly<Record<string, ExecutionStatus>> = {
  ExecutionStarted: 'RUNNING',
  ExecutionRedriven: 'RUNNING',
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
};

/** Inputs and outputs above 248 KiB are left out of events (https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html). */
const MAX_DATA_BYTES = 248 * 1024;

/**
 * Publishes the status changes of Standard executions to an EventBridge endpoint, in the order in which they happen, as
 * Step Functions does on its own.
 *
 * @param warn is told once when the endpoint cannot be reached @default a warning of the process
 * @returns what ends that, after what is on its way
 */
export function publishStatusChanges(
  service: StepFunctions,
  endpoint: URL,
  warn: (message: string) => void = (message) => process.emitWarning(message),
): () => Promise<void> {
  let sending: Promise<void> = Promise.resolve();
  let hasWarned = false;
  const stop = service.engine.observe(({ type, executionArn, timestamp }) => {
    const status = STATUS_AFTER[type];
    if (status === undefined || !executionArn.includes(':execution:')) return;
    // The event comes while the execution is changing: what it is then can be read when the change is done.
    sending = sending.then(async () => {
      const execution = service.engine.execution(executionArn);
      if (execution === undefined) return;
      try {
        await putEvent(endpoint, service, execution, status, timestamp);
      } catch (error) {
        if (hasWarned) return;
        hasWarned = true;
        warn(
          `Status changes cannot be published to ${endpoint.href}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    });
  });
  return async () => {
    stop();
    await sending;
  };
}

async function putEvent(
  endpoint: URL,
  service: StepFunctions,
  execution: Execution,
  status: ExecutionStatus,
  at: Date,
): Promise<void> {
  const { executionArn } = execution;
  const entry = {
    Source: 'aws.states',
    DetailType: 'Step Functions Execution Status Change',
    Time: epochSeconds(at),
    Resources: [executionArn],
    Detail: JSON.stringify(detailOf(service, execution, status)),
  };
  const answer = await httpPost({
    url: endpoint,
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'AWSEvents.PutEvents',
      // Emulators read service and region from the signature; none of them checks it.
      Authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${service.region}/events/aws4_request, SignedHeaders=host, Signature=none`,
      'amz-sdk-invocation-id': randomUUID(),
    },
    body: JSON.stringify({ Entries: [entry] }),
  });
  if (answer.status >= 400) throw new Error(`it answered ${answer.status}: ${answer.body.slice(0, 200)}`);
}

function detailOf(
  service: StepFunctions,
  execution: Execution,
  status: ExecutionStatus,
): Readonly<Record<string, unknown>> {
  const { executionArn, stateMachineArn, name, startDate, stopDate, output, error, cause, redriveDate } = execution;
  const record = service.executions.recordOf(execution);
  const isRunning = status === 'RUNNING';
  return {
    executionArn,
    stateMachineArn,
    name,
    status,
    startDate: Number(startDate),
    stopDate: isRunning || stopDate === undefined ? null : Number(stopDate),
    ...data('input', JSON.stringify(execution.input)),
    ...data('output', isRunning || output === undefined ? null : JSON.stringify(output)),
    error: isRunning ? null : (error ?? null),
    cause: isRunning ? null : (cause ?? null),
    stateMachineVersionArn: record?.versionArn ?? null,
    stateMachineAliasArn: record?.aliasArn ?? null,
    redriveCount: execution.redriveCount,
    redriveDate: redriveDate === undefined ? null : Number(redriveDate),
    redriveStatus: isRunning ? 'NOT_REDRIVABLE' : execution.redriveStatus,
    redriveStatusReason: isRunning ? null : (execution.redriveStatusReason ?? null),
  };
}

function data(name: 'input' | 'output', text: string | null): Readonly<Record<string, unknown>> {
  if (text === null) return { [name]: null, [`${name}Details`]: null };
  const included = Buffer.byteLength(text) <= MAX_DATA_BYTES;
  return { [name]: included ? text : null, [`${name}Details`]: { included } };
}
