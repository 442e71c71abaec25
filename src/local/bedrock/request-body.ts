import type { IncomingMessage } from 'node:http';

/** The largest body that is kept, in bytes. */
export const BODY_LIMIT = 10 * 1024 * 1024;

/** The whole body as text; undefined when it is larger than {@link BODY_LIMIT}. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // No encoding is set on the request, so its chunks are buffers.
    const buffer = chunk as Buffer;
    size += buffer.length;
    // The rest is read all the same: leaving it would break the connection before the client gets its answer.
    if (size <= BODY_LIMIT) chunks.push(buffer);
  }
  return size <= BODY_LIMIT ? Buffer.concat(chunks).toString('utf8') : undefined;
}
