import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { skipClock } from '../../engine/index.js';
import type { CallLog } from './endpoint.js';
import { startLocalStepFunctions, type LocalStepFunctions } from './local-step-functions.js';
import { MAX_BODY_BYTES } from './wire/request-body.js';

let server: LocalStepFunctions;
let calls: CallLog[];

beforeEach(async () => {
  calls = [];
  server = await startLocalStepFunctions({ clock: skipClock(), log: (call) => calls.push(call) });
});

afterEach(() => server.close());

async function post(
  body: string,
  headers: Record<string, string> = { 'X-Amz-Target': 'AWSStepFunctions.ListStateMachines' },
) {
  const response = await fetch(server.url, { method: 'POST', body, headers });
  const answer: { __type?: string; message?: string } = JSON.parse(await response.text());
  return { status: response.status, headers: response.headers, type: answer.__type, message: answer.message, answer };
}

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

describe('the endpoint', () => {
  test('answers AWS JSON 1.0 with a request id, and logs the call', async () => {
    const { status, headers, answer } = await post('{}');
    expect({ status, answer }).toEqual({ status: 200, answer: { stateMachines: [] } });
    expect(headers.get('content-type')).toBe('application/x-amz-json-1.0');
    const requestId = headers.get('x-amzn-requestid');
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(calls).toEqual([{ requestId, operation: 'ListStateMachines', status: 200, durationMs: expect.any(Number) }]);
  });

  test('an empty body is an empty request', async () => {
    expect((await post('')).status).toBe(200);
  });

  test.each(['AWSStepFunctions.MakeCoffee', 'DynamoDB_20120810.ListTables', 'AWSStepFunctions.constructor', ''])(
    'refuses the target %j',
    async (target) => {
      const { status, type } = await post('{}', { 'X-Amz-Target': target });
      expect({ status, type }).toEqual({ status: 400, type: 'com.amazon.coral.service#UnknownOperationException' });
    },
  );

  test('refuses what is no POST', async () => {
    const response = await fetch(server.url);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: 'com.amazon.coral.service#UnknownOperationException' });
  });

  test.each(['{', 'null', '[]', '"text"', '{"maxResults": "many"}', '\u0000'])('refuses the body %j', async (body) => {
    const { status, type } = await post(body);
    expect({ status, type }).toEqual({ status: 400, type: 'com.amazon.coral.service#SerializationException' });
  });

  test('errors have the namespace of their service', async () => {
    const target = { 'X-Amz-Target': 'AWSStepFunctions.DescribeStateMachine' };
    const body = JSON.stringify({ stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:none' });
    expect(await post(body, target)).toMatchObject({
      status: 400,
      type: 'com.amazonaws.swf.service.v2.model#StateMachineDoesNotExist',
      message: "State Machine Does Not Exist: 'arn:aws:states:us-east-1:123456789012:stateMachine:none'",
    });
    expect(await post('{}', target)).toMatchObject({ type: 'com.amazon.coral.validate#ValidationException' });
    expect(calls.map(({ error }) => error)).toEqual(['StateMachineDoesNotExist', 'ValidationException']);
  });

  test('a body above 10 MB is refused, one below is read', async () => {
    expect(await post(`{"x": "${'a'.repeat(MAX_BODY_BYTES)}"}`)).toMatchObject({
      status: 413,
      type: 'com.amazon.coral.service#RequestEntityTooLarge',
    });
    expect((await post(`{"x": "${'a'.repeat(MAX_BODY_BYTES - 9)}"}`)).status).toBe(200);
  });

  test('deeply nested JSON is answered', async () => {
    const depth = 200_000;
    const { status } = await post(`{"x": ${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect([200, 400]).toContain(status);
    expect((await post('{}')).status).toBe(200);
  });

  test('any host is answered, with the prefix of the SDK too', async () => {
    const socket = await open();
    socket.write(
      'POST / HTTP/1.1\r\nHost: sync-states.us-east-1.amazonaws.com\r\nX-Amz-Target: AWSStepFunctions.ListActivities\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}',
    );
    const chunks = await socket.toArray();
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 200 [^]*\{"activities":\[\]\}$/);
  });

  test('a client that only closes its own side gets its answer', async () => {
    const socket = await open();
    socket.end(
      'POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: AWSStepFunctions.ListActivities\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}',
    );
    expect(Buffer.concat(await socket.toArray()).toString()).toContain('{"activities":[]}');
  });

  test('clients that go away in the middle of a request harm nobody', async () => {
    const heads = [
      'POST / HT',
      'POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: AWSStepFunctions.ListActivities\r\nContent-Length: 100\r\n\r\n{"a',
    ];
    for (const head of heads) {
      const socket = await open();
      socket.write(head);
      socket.destroy();
    }
    const garbage = await open();
    garbage.write('\u0016\u0003\u0001 no http\r\n\r\n');
    expect(Buffer.concat(await garbage.toArray()).toString()).toMatch(/^HTTP\/1\.1 400 /);
    expect((await post('{}')).status).toBe(200);
  });

  test('a thousand idle connections leave room for others, and do not keep the server from stopping', async () => {
    const sockets = await Promise.all(Array.from({ length: 1000 }, open));
    expect((await post('{}')).status).toBe(200);
    const closed = Promise.all(sockets.map((socket) => once(socket.resume(), 'close')));
    await server.close();
    expect(await closed).toHaveLength(1000);
  });
});
