import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { skipClock } from '../../src/engine/index.js';
import { startLocalStepFunctions, type LocalStepFunctions } from '../../src/local/step-functions/index.js';

let server: LocalStepFunctions;

beforeEach(async () => {
  server = await startLocalStepFunctions({ clock: skipClock() });
});

afterEach(async () => {
  expect(await call('ListActivities', '{}')).toEqual({ status: 200, body: '{"activities":[]}' });
  await server.close();
});

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function call(operation: string, body: string): Promise<Answer> {
  const headers = { 'X-Amz-Target': `AWSStepFunctions.${operation}` };
  const response = await fetch(server.url, { method: 'POST', body, headers });
  return { status: response.status, body: await response.text() };
}

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  // Clients that are cut off are part of these tests.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

async function everything(socket: Socket): Promise<string> {
  return Buffer.concat(await socket.toArray()).toString();
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const head = (length: number, more = ''): string =>
  `POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: AWSStepFunctions.ListActivities\r\nContent-Length: ${length}\r\n${more}\r\n`;

test('a client that sends one byte at a time is answered, and others meanwhile', async () => {
  const socket = await open();
  socket.setNoDelay(true);
  const request = head(2, 'Connection: close\r\n') + '{}';
  for (const [index, byte] of [...request].entries()) {
    socket.write(byte);
    await turn();
    if (index === 100) expect((await call('ListStateMachines', '{}')).status).toBe(200);
  }
  expect(await everything(socket)).toContain('{"activities":[]}');
});

test('a hundred clients that stop half way through their bodies are in nobody’s way', async () => {
  const sockets = await Promise.all(Array.from({ length: 100 }, open));
  for (const socket of sockets) socket.write(`${head(1_000_000)}{"a": "`);
  expect((await call('ListStateMachines', '{}')).status).toBe(200);
  for (const socket of sockets) socket.destroy();
});

test('a client that never reads its answers holds up nobody', async () => {
  const name = 'x'.repeat(80);
  for (let activity = 0; activity < 20; activity++)
    await call('CreateActivity', JSON.stringify({ name: `${activity}${name.slice(2)}` }));
  const socket = await open();
  socket.pause();
  socket.write(`${head(2)}{}`.repeat(2_000));
  for (let requests = 0; requests < 20; requests++) expect((await call('ListStateMachines', '{}')).status).toBe(200);
  socket.destroy();
  for (const { activityArn } of JSON.parse((await call('ListActivities', '{}')).body).activities) {
    await call('DeleteActivity', JSON.stringify({ activityArn }));
  }
});

test('requests sent ahead are answered in their order', async () => {
  const socket = await open();
  socket.end(`${head(2)}{}${head(1)}[${head(2)}{}`);
  const statuses = (await everything(socket)).match(/HTTP\/1\.1 \d+/g);
  expect(statuses).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400', 'HTTP/1.1 200']);
});

describe('what is no HTTP is refused', () => {
  test.each([
    ['two lengths that differ', head(2, 'Content-Length: 3\r\n') + '{}'],
    ['a length that is no number', head(2).replace('Content-Length: 2', 'Content-Length: two') + '{}'],
    [
      'a chunk without a length',
      head(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked') + 'zz\r\n{}\r\n0\r\n\r\n',
    ],
    // Above the limit for headers, and below what is read at once: bytes left unread would reset the connection.
    ['a header without an end', `${head(2).slice(0, -2)}X-Long: ${'x'.repeat(20_000)}`],
    ['a version that is none', 'POST / HTTP/9.9\r\n\r\n'],
    ['a TLS handshake', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['zeros', '\0'.repeat(1000)],
  ])('%s', async (_, bytes) => {
    const socket = await open();
    socket.write(bytes, 'latin1');
    expect(await everything(socket)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

test('eight bodies of 10 MB at once are answered', async () => {
  const definition = 'x'.repeat(10_000_000);
  const body = JSON.stringify({ definition });
  const answers = await Promise.all(Array.from({ length: 8 }, () => call('ValidateStateMachineDefinition', body)));
  for (const { status } of answers) expect(status).toBe(400);
});

describe('definitions and inputs that nest without end', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);

  test.each([
    ['CreateStateMachine', { name: 'm', roleArn: 'arn:aws:iam::123456789012:role/r', definition: deep }],
    ['ValidateStateMachineDefinition', { definition: `{"StartAt":"A","States":{"A":${deep}}}` }],
    [
      'ValidateStateMachineDefinition',
      { definition: `{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":${deep},"End":true}}}` },
    ],
    ['TestState', { definition: '{"Type":"Pass","End":true}', input: deep }],
    ['TestState', { definition: `{"Type":"Pass","Result":${deep},"End":true}`, input: '{}' }],
    ['TestState', { definition: '{"Type":"Pass","End":true}', variables: `{"a":${deep}}` }],
    ['TestState', { definition: '{"Type":"Pass","End":true}', context: `{"Execution":${deep}}` }],
  ])('%s %#', async (operation, request) => {
    const { status, body } = await call(operation, JSON.stringify(request));
    expect([200, 400]).toContain(status);
    expect(body).not.toContain('InternalFailure');
  });

  test('StartExecution', async () => {
    const definition = '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}';
    const roleArn = 'arn:aws:iam::123456789012:role/r';
    const created = await call('CreateStateMachine', JSON.stringify({ name: 'm', definition, roleArn }));
    const { stateMachineArn } = JSON.parse(created.body);
    const { status, body } = await call('StartExecution', JSON.stringify({ stateMachineArn, input: deep }));
    expect({ status, type: JSON.parse(body).__type }).toEqual({
      status: 400,
      type: expect.stringContaining('InvalidExecutionInput'),
    });
  });
});

test('a poll that is given up takes no task away', async () => {
  const { body } = await call('CreateActivity', '{"name": "work"}');
  const socket = await open();
  socket.write(
    head(body.length)
      .replace('ListActivities', 'GetActivityTask')
      .replace(/\d+\r\n\r\n$/, `${body.length}\r\n\r\n`) + body,
  );
  await turn();
  socket.destroy();
  const { activityArn } = JSON.parse(body);
  await call('DeleteActivity', JSON.stringify({ activityArn }));
});
