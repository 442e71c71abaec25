import { randomUUID } from 'node:crypto';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AwsError } from './aws-error.js';
import { eventStreamMessage, type StreamEvent } from './event-stream.js';

/** Sends a JSON body with the headers that every answer of AWS carries. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: OutgoingHttpHeaders = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  response.end(text);
}

/** Sends the events of a stream, all at once. */
export function sendEvents(response: ServerResponse, events: readonly StreamEvent[]): void {
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream', 'x-amzn-requestid': randomUUID() });
  response.end(Buffer.concat(events.map(eventStreamMessage)));
}

/** Sends an error in the shape of AWS's REST JSON protocol. */
export function sendError(response: ServerResponse, { status, type, message }: AwsError): void {
  sendJson(response, status, { message }, { 'x-amzn-errortype': type, ...(status === 405 && { allow: 'POST' }) });
}
