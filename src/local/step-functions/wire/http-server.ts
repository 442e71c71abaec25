import { createServer, type RequestListener, type Server } from 'node:http';

/** A server that listens. */
export interface HttpServer {
  readonly url: string;
  /** Stops listening, lets requests in flight be answered, and ends all connections. */
  close(): Promise<void>;
}

/** How long a client may take to send the head of a request: connections that are opened and left alone are closed then. */
const HEADERS_TIMEOUT_MS = 60_000;
/** How long requests in flight have to be answered when the server stops. */
const GRACE_MS = 1000;

/**
 * Starts an HTTP server. Idle connections are never closed and requests may take as long as they like: an execution that is
 * waited for can take an hour of the machine's time.
 *
 * @throws Error with a single sentence when the address cannot be had
 */
export async function startHttpServer(listener: RequestListener, host: string, port: number): Promise<HttpServer> {
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: HEADERS_TIMEOUT_MS }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(addressError(error, host, port)));
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${portOf(server, port)}`,
    close: () => close(server),
  };
}

async function close(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  // Since Node 19 this closes idle connections too; those in use end with their answers.
  server.on('request', (_request, response) => response.setHeader('Connection', 'close'));
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}

function addressError({ code }: NodeJS.ErrnoException, host: string, port: number): Error {
  return new Error(
    code === 'EADDRINUSE'
      ? `Port ${port} on ${host} is in use: choose another one, or 0 for any that is free.`
      : `Cannot listen on ${host}, port ${port} (${code}): choose an address of this machine and a port you may use.`,
  );
}

function portOf(server: Server, asked: number): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : asked;
}
