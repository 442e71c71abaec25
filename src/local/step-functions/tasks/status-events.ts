import { randomUUID } from 'node:crypto';
import type { Execution } from '../../../engine/index.js';
import type { StepFunctions } from '../step-functions.js';
import { redriveView } from '../records/redrive.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { httpPost } from '../wire/http-post.js';

const STATUS_EVENTS = new Set([
  'ExecutionStarted',
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionAborted',
  'ExecutionTimedOut',
  'ExecutionRedriven',
]);

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
  const stop = service.engine.observe(({ type, executionArn }) => {
    if (!STATUS_EVENTS.has(type) || !executionArn.includes(':execution:')) return;
    const isStart = type === 'ExecutionStarted' || type === 'ExecutionRedriven';
    // The event comes while the execution is changing: what it is then can be read when the change is done.
    sending = sending.then(async () => {
      const execution = service.engine.execution(executionArn);
      if (execution === undefined) return;
      try {
        await putEvent(endpoint, service, execution, isStart);
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

async function putEvent(endpoint: URL, service: StepFunctions, execution: Execution, isStart: boolean): Promise<void> {
  const { executionArn, stopDate, startDate } = execution;
  const entry = {
    Source: 'aws.states',
    DetailType: 'Step Functions Execution Status Change',
    Time: epochSeconds(isStart ? startDate : (stopDate ?? startDate)),
    Resources: [executionArn],
    Detail: JSON.stringify(detailOf(service, execution, isStart)),
  };
  const { status, body } = await httpPost({
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
  if (status >= 400) throw new Error(`it answered ${status}: ${body.slice(0, 200)}`);
}

function detailOf(service: StepFunctions, execution: Execution, isStart: boolean): Readonly<Record<string, unknown>> {
  const { executionArn, stateMachineArn, name, startDate, stopDate, output, error, cause } = execution;
  const ended = isStart
    ? { status: 'RUNNING', stopDate: null, error: null, cause: null }
    : { status: execution.status, stopDate: Number(stopDate), error: error ?? null, cause: cause ?? null };
  return {
    executionArn,
    stateMachineArn,
    name,
    startDate: Number(startDate),
    ...ended,
    ...data('input', JSON.stringify(execution.input)),
    ...data('output', isStart || output === undefined ? null : JSON.stringify(output)),
    stateMachineVersionArn: service.executions.recordOf(execution)?.versionArn ?? null,
    stateMachineAliasArn: service.executions.recordOf(execution)?.aliasArn ?? null,
    redriveDate: null,
    redriveStatusReason: null,
    ...(isStart ? { redriveCount: 0, redriveStatus: 'NOT_REDRIVABLE' } : redriveView(execution, service.clock.now())),
  };
}

function data(name: 'input' | 'output', text: string | null): Readonly<Record<string, unknown>> {
  if (text === null) return { [name]: null, [`${name}Details`]: null };
  const included = Buffer.byteLength(text) <= MAX_DATA_BYTES;
  return { [name]: included ? text : null, [`${name}Details`]: { included } };
}
