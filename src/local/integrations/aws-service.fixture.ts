import { startHttpServer } from '../http-server.js';

export interface AwsRequest {
  /** The operation, as the header X-Amz-Target names it. */
  readonly operation: string;
  readonly body: unknown;
}

export interface AwsService {
  readonly url: string;
  readonly requests: readonly AwsRequest[];
  close(): Promise<void>;
}

/** A service with AWS's JSON protocol and given answers: a body, or the name of an error with its message. */
export async function startAwsService(
  answer: (request: AwsRequest) => { readonly error: string; readonly message: string } | object,
): Promise<AwsService> {
  const requests: AwsRequest[] = [];
  const server = await startHttpServer(
    (incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
        const request = { operation, body: JSON.parse(Buffer.concat(chunks).toString()) };
        requests.push(request);
        const answered = answer(request);
        const failed = 'error' in answered;
        const body = failed ? { __type: `aws#${answered.error}`, message: answered.message } : answered;
        response.writeHead(failed ? 400 : 200, {
          'Content-Type': 'application/x-amz-json-1.0',
          'x-amzn-RequestId': 'request-1',
        });
        response.end(JSON.stringify(body));
      });
    },
    { host: '127.0.0.1', port: 0 },
  );
  return { url: server.url, requests, close: () => server.close() };
}
