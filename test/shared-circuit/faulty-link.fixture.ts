import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What a network may do to a connection. */
export type LinkState =
  | 'up'
  /** Connections are open and nothing comes through, as when a host is unreachable. */
  | 'silent'
  /** Every answer comes a second late. */
  | 'slow';

const SLOW_MS = 1_000;

/** A TCP link to a port of this machine that can be made faulty. */
export async function faultyLink(port: number) {
  let state: LinkState = 'up';
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
    near.on('data', (data) => {
      if (state !== 'silent') far.write(data);
    });
    far.on('data', (data) => {
      if (state === 'up') near.write(data);
      if (state === 'slow') setTimeout(() => near.write(data), SLOW_MS);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The link listens on no port.');
  return {
    url: `redis://127.0.0.1:${address.port}`,
    become(next: LinkState) {
      state = next;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
