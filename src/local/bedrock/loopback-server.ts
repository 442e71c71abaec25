import { createServer, type RequestListener, type Server } from 'node:http';

/** A server that listens. */
export interface LoopbackServer {
  readonly url: string;
  /** Stops listening and closes all connections, busy ones too. */
  close(): Promise<void>;
}

/**
 * Starts an HTTP server without any of Node's time limits: they run on the machine's clock, while a request here may
 * wait in virtual time, and an idle connection that is closed in the moment of its next use looks like a fault.
 *
 * @throws Error with a single sentence when the address cannot be had
 */
export async function startLoopbackServer(
  listener: RequestListener,
  host: string,
  port: number,
): Promise<LoopbackServer> {
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(addressError(error, host, port)));
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${portOf(server, port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
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
