import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error.js';

/** The largest request the endpoint reads. AWS's own largest is a definition of 1 MB in its envelope. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * Reads a request's body as JSON. A body that is too large is let go by without being kept.
 *
 * @throws ApiError RequestEntityTooLarge, SerializationException
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > MAX_BODY_BYTES) {
    throw new ApiError('RequestEntityTooLarge', `The request has ${size} bytes; the most is ${MAX_BODY_BYTES}.`, 413);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError(
      'SerializationException',
      `The request is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
