import { connect } from 'node:net';

/**
 * Sends one command to a Redis server in its inline form, and takes the first piece of the answer as the whole.
 *
 * Enough for asking whether a server is up; not a client.
 *
 * @throws Error when there is no connection or no answer in the time limit
 */
export function inlineCommand(port: number, command: string, timeLimitMs = 10_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.setTimeout(timeLimitMs, () => socket.destroy(new Error(`${command}: no answer in ${timeLimitMs} ms`)));
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`${command}: the connection was closed without an answer`)));
  });
}
