import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { startHttpServer } from '../../src/local/http-server.js';

/** A request to an AWS service, whichever protocol the service uses. */
export interface ServiceRequest {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface ServiceAnswer {
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** An emulation of one AWS service. Undefined for a call that it does not know. */
export type StandInService = (request: ServiceRequest) => ServiceAnswer | undefined;

export interface AwsStandIn {
  /** For `AWS_ENDPOINT_URL`: one address for all services. */
  readonly url: string;
  /** Calls that nobody answered, such as `s3 GET /bucket`. */
  readonly unknown: readonly string[];
  close(): Promise<void>;
}

/**
 * Emulates AWS on the loopback interface. A request is for the service that its signature names: that is where the
 * SDKs put it, whatever the address.
 */
export async function startAwsStandIn(services: Readonly<Record<string, StandInService>>): Promise<AwsStandIn> {
  const unknown: string[] = [];
  const answer = async (incoming: IncomingMessage): Promise<ServiceAnswer> => {
    const { method = 'GET', headers } = incoming;
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const name = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'unsigned';
    const request = {
      method,
      path: decodeURIComponent(pathname),
      query: searchParams,
      headers,
      body: await buffer(incoming),
    };
    const answered = services[name]?.(request);
    if (answered) return answered;
    unknown.push(`${name} ${method} ${request.path} ${request.body.toString().slice(0, 200)}`.trim());
    return { status: 501 };
  };
  const server = await startHttpServer(
    async (incoming, response) => {
      const { status = 200, headers = {}, body = '' } = await answer(incoming);
      response.writeHead(status, { 'x-amzn-requestid': 'stand-in', ...headers }).end(body);
    },
    { host: '127.0.0.1', port: 0 },
  );
  return { url: server.url, unknown, close: () => server.close() };
}
