import { createServer, type RequestListener, type Server } from 'node:http';

/** A server that listens. */
export interface HttpServer {
  readonly url: string;
  /** Stops listening, lets requests in flight be answered while there is grace, and ends all connections. */
  close(): Promise<void>;
}

export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /**
   * How long a client may take to send the head of a request: connections that are opened and left alone are closed
   * then. In real time. @default 0: no limit
   */
  readonly headersTimeoutMs?: number;
  /** How long requests in flight have to be answered when the server stops. @default 0: they are cut */
  readonly graceMs?: number;
}

/**
 * Starts an HTTP server on this machine. Idle connections are never closed and requests may take as long as they like:
 * one may wait in virtual time, or for an execution of an hour, and an idle connection that is closed in the moment of
 * its next use looks like a fault.
 *
 * @throws Error with a single sentence when the address cannot be had
 */
export async function startHttpServer(listener: RequestListener, options: HttpServerOptions): Promise<HttpServer> {
  const { host, port, headersTimeoutMs = 0, graceMs = 0 } = options;
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: headersTimeoutMs }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(addressError(error, host, port)));
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${portOf(server, port)}`,
    close: () => close(server, graceMs),
  };
}

async function close(server: Server, graceMs: number): Promise<void> {
  const cut = graceMs > 0 ? setTimeout(() => server.closeAllConnections(), graceMs) : undefined;
  // Connections in use end with their answers.
  server.on('request', (_request, response) => response.setHeader('Connection', 'close'));
  await new Promise((resolve) => {
    server.close(resolve);
    if (cut === undefined) server.closeAllConnections();
    else server.closeIdleConnections();
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
