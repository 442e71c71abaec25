import { EventEmitter, once } from 'node:events';
import { expect, test } from '@jest/globals';
import { startHttpServer } from './http-server.js';

test('a taken port is told in one sentence', async () => {
  const first = await startHttpServer((_request, response) => response.end(), { host: '127.0.0.1', port: 0 });
  const port = Number(new URL(first.url).port);
  await expect(startHttpServer(() => {}, { host: '127.0.0.1', port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use: choose another one, or 0 for any that is free.`,
  );
  await first.close();
});

test('an address that is not ours is told', async () => {
  await expect(startHttpServer(() => {}, { host: '192.0.2.1', port: 0 })).rejects.toThrow(
    'Cannot listen on 192.0.2.1, port 0 (EADDRNOTAVAIL): choose an address of this machine and a port you may use.',
  );
});

test('requests in flight are answered when the server stops', async () => {
  const request = new EventEmitter();
  const arrived = once(request, 'arrived');
  const released = once(request, 'released');
  const server = await startHttpServer(
    async (_request, response) => {
      request.emit('arrived');
      await released;
      response.end('done');
    },
    { host: '127.0.0.1', port: 0, graceMs: 1000 },
  );
  const answer = fetch(server.url).then((response) => response.text());
  await arrived;
  const closed = server.close();
  request.emit('released');
  expect(await answer).toBe('done');
  await closed;
});
