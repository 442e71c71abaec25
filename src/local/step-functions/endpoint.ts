import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { OPERATIONS } from './operations/operations.js';
import type { StepFunctions } from './step-functions.js';
import { ApiError } from './wire/api-error.js';
import { readJsonBody } from './wire/request-body.js';

/** A call as it is logged. */
export interface CallLog {
  readonly requestId: string;
  /** The operation, or what was asked for when there is no such operation. */
  readonly operation: string;
  /** HTTP status. */
  readonly status: number;
  readonly error?: string;
  readonly durationMs: number;
}

const TARGET_PREFIX = 'AWSStepFunctions.';
const JSON_TYPE = 'application/x-amz-json-1.0';

/**
 * Answers the Step Functions API in AWS JSON 1.0: a POST whose `X-Amz-Target` names the operation. Path and host make no
 * difference, so the `sync-` host prefix that SDKs put before some operations is answered too.
 *
 * @param log is told of every call that was answered
 */
export function stepFunctionsEndpoint(
  service: StepFunctions,
  log: (call: CallLog) => void = () => {},
): RequestListener {
  return (request, response) => {
    const startedAt = performance.now();
    const requestId = randomUUID();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const operation = operationOf(request);
    const finish = (status: number, body: unknown, error?: string): void => {
      respond(response, requestId, status, body);
      log({
        requestId,
        operation,
        status,
        ...(error === undefined ? {} : { error }),
        durationMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
      });
    };
    answer(request, operation, service, gone.signal).then(
      (body) => finish(200, body),
      (thrown: unknown) => {
        const error = thrown instanceof ApiError ? thrown : internalFailure(thrown);
        finish(error.status, error, error.name);
      },
    );
  };
}

function operationOf({ headers }: IncomingMessage): string {
  const target = headers['x-amz-target'];
  if (typeof target !== 'string') return '';
  return target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : target;
}

async function answer(
  request: IncomingMessage,
  name: string,
  service: StepFunctions,
  signal: AbortSignal,
): Promise<unknown> {
  const body = await readJsonBody(request);
  const operation = request.method === 'POST' ? OPERATIONS.get(name) : undefined;
  if (operation === undefined) {
    throw new ApiError(
      'UnknownOperationException',
      name === ''
        ? `Step Functions is called by POST with the header X-Amz-Target: ${TARGET_PREFIX}<operation>; this was ${request.method} without it.`
        : `There is no operation '${name}'.`,
    );
  }
  return operation(body, service, { signal });
}

function internalFailure(thrown: unknown): ApiError {
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new ApiError('InternalFailure', message, 500);
}

function respond(response: ServerResponse, requestId: string, status: number, body: unknown): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body ?? {});
  response.writeHead(status, {
    'x-amzn-RequestId': requestId,
    'Content-Type': JSON_TYPE,
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}
