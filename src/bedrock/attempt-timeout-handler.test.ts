import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { AttemptTimeoutHandler } from './attempt-timeout-handler.js';
import { type Clock, realTime } from '../resilience/clock.js';

/** Answers with the beginning of a body, and nothing after it. */
let server: Server;
beforeEach(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"output":');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('a body that does not come to its end is a model that took too long, not a broken connection', async () => {
  const limit = new AbortController();
  const clock: Clock = { ...realTime, timeout: () => ({ signal: limit.signal, clear: () => {} }) };
  /** The time is over when the head of the answer is there. */
  class EndsWithTheHead extends AttemptTimeoutHandler {
    override async handle(...request: Parameters<AttemptTimeoutHandler['handle']>) {
      const handled = await super.handle(...request);
      setImmediate(() => limit.abort());
      return handled;
    }
  }
  const client = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler: new EndsWithTheHead(clock, 20_000),
  });
  try {
    await expect(client.send(new ConverseCommand({ modelId: 'model' }))).rejects.toMatchObject({
      name: 'ModelTimeoutException',
      message: expect.stringContaining('No answer within 20000 ms.'),
    });
  } finally {
    client.destroy();
  }
});
