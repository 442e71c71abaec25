import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createEngine, skipClock } from '../../../engine/index.js';
import { serviceFixture } from '../service.fixture.js';
import { lambdaEndpoint } from './lambda-endpoint.js';

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** Runs a machine of one Task against a Lambda endpoint that gives an answer. */
async function invoke(resource: string, parameters: object, answer: Answer) {
  const requests: { url: string; body: string; headers: IncomingHttpHeaders }[] = [];
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    requests.push({ url: decodeURIComponent(request.url ?? ''), body, headers: request.headers });
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const engine = createEngine({ clock: skipClock() });
  const handler = lambdaEndpoint(new URL(`http://127.0.0.1:${port}`));
  engine.fallBackTo({ lambda: () => handler });
  const { call, create } = serviceFixture(engine);
  const state = { Type: 'Task', Resource: resource, ...parameters, End: true };
  const stateMachineArn = await create('one', JSON.stringify({ StartAt: 'Work', States: { Work: state } }));
  const { executionArn } = await call('StartExecution', { stateMachineArn, input: '{"n":1}' });
  await engine.execution(String(executionArn))?.finished;
  return { requests, ended: await call('DescribeExecution', { executionArn }) };
}

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:double';
const INVOKE = 'arn:aws:states:::lambda:invoke';

describe('the Lambda endpoint', () => {
  test('is called as the API of Lambda is', async () => {
    const { requests, ended } = await invoke(FUNCTION, {}, { body: '{"n":2}' });
    expect(requests).toMatchObject([{ url: `/2015-03-31/functions/${FUNCTION}/invocations`, body: '{"n":1}' }]);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{"n":2}' });
  });

  test('runs functions whose name comes with the input', async () => {
    const parameters = {
      Parameters: { 'FunctionName.$': "States.Format('dou{}', 'ble')", 'Payload.$': '$' },
      OutputPath: '$.Payload',
    };
    const { requests, ended } = await invoke(INVOKE, parameters, { body: '"done"' });
    expect(requests).toMatchObject([{ url: expect.stringContaining(':function:double/'), body: '{"n":1}' }]);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
  });

  test('an error of the function has its type, and its whole answer as cause', async () => {
    const body = '{"errorType":"TooMany","errorMessage":"no","stackTrace":[]}';
    const { ended } = await invoke(FUNCTION, {}, { headers: { 'X-Amz-Function-Error': 'Unhandled' }, body });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'TooMany', cause: body });
  });

  test('an error of the service is worded as the SDK words it', async () => {
    const headers = { 'X-Amzn-ErrorType': 'ResourceNotFoundException', 'x-amzn-RequestId': 'r-1' };
    const { ended } = await invoke(
      FUNCTION,
      {},
      { status: 404, headers, body: '{"Type":"User","Message":"Function not found: double"}' },
    );
    expect(ended).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.ResourceNotFoundException',
      cause: 'Function not found: double (Service: Lambda, Status Code: 404, Request ID: r-1)',
    });
  });

  test('an endpoint that is not there is a client error', async () => {
    const engine = createEngine({ clock: skipClock() });
    engine.lambda('double', lambdaEndpoint(new URL('http://127.0.0.1:1')));
    const { call, create } = serviceFixture(engine);
    const stateMachineArn = await create(
      'one',
      JSON.stringify({ StartAt: 'W', States: { W: { Type: 'Task', Resource: FUNCTION, End: true } } }),
    );
    const { executionArn } = await call('StartExecution', { stateMachineArn });
    await engine.execution(String(executionArn))?.finished;
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({ error: 'Lambda.SdkClientException' });
  });
});
