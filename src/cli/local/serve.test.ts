import { expect, test } from '@jest/globals';
import { UsageError } from '../usage-error.js';
import { readLocalOptions } from './options.js';
import { serve } from './serve.js';

function printer() {
  const lines: string[] = [];
  return { lines, write: (text: string) => lines.push(text) };
}

test('prints its address, and stops', async () => {
  const stdout = printer();
  const server = await serve(readLocalOptions({ port: '0', clock: 'skip' }, {}), stdout);
  expect(stdout.lines).toEqual([`Step Functions listens on ${server.url}\n`]);
  await server.close();
});

test('logs calls as JSON', async () => {
  const stdout = printer();
  const server = await serve(readLocalOptions({ port: '0', jsonLog: true }, {}), stdout);
  await fetch(server.url, {
    method: 'POST',
    headers: { 'X-Amz-Target': 'AWSStepFunctions.ListActivities' },
    body: '{}',
  });
  await server.close();
  expect(stdout.lines.map((line) => JSON.parse(line))).toEqual([
    { listening: server.url },
    { requestId: expect.any(String), operation: 'ListActivities', status: 200, durationMs: expect.any(Number) },
  ]);
});

test('a mock config that cannot be used is told before it listens', async () => {
  const stdout = printer();
  const mockConfig = 'out/nowhere/MockConfigFile.json';
  await expect(serve(readLocalOptions({ port: '0', mockConfig }, {}), stdout)).rejects.toThrow(
    new UsageError([`The mock config file ${mockConfig} cannot be used: there is no such file.`]),
  );
  expect(stdout.lines).toEqual([]);
});

test('a port in use is a wrong use, told in one sentence', async () => {
  const first = await serve(readLocalOptions({ port: '0' }, {}), printer());
  const { port } = new URL(first.url);
  await expect(serve(readLocalOptions({ port }, {}), printer())).rejects.toThrow(
    new UsageError([`Port ${port} on 127.0.0.1 is in use: choose another one, or 0 for any that is free.`]),
  );
  await first.close();
});
