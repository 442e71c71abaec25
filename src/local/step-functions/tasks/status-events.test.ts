import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ARN, PASS, serviceFixture, WAIT } from '../service.fixture.js';
import { publishStatusChanges } from './status-events.js';

interface Entry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Resources: string[];
  readonly Time: number;
  readonly Detail: string;
}

let server: Server;
let endpoint: URL;
let entries: Entry[];
let headers: IncomingHttpHeaders;

beforeEach(async () => {
  entries = [];
  server = createServer(async (request, response) => {
    headers = request.headers;
    const { Entries } = JSON.parse(Buffer.concat(await request.toArray()).toString());
    entries.push(...Entries);
    response.end('{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  endpoint = new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const details = (): Record<string, unknown>[] => entries.map(({ Detail }) => JSON.parse(Detail));

describe('publishStatusChanges', () => {
  test('publishes the start and the end of a Standard execution', async () => {
    const { service, call, create, engine } = serviceFixture();
    const stop = publishStatusChanges(service, endpoint);
    const stateMachineArn = await create('one', WAIT);
    const { executionArn } = await call('StartExecution', { stateMachineArn, name: 'run', input: '{"a":1}' });
    await engine.execution(String(executionArn))?.finished;
    await stop();
    expect(headers).toMatchObject({
      'x-amz-target': 'AWSEvents.PutEvents',
      'content-type': 'application/x-amz-json-1.1',
    });
    expect(entries).toMatchObject([
      {
        Source: 'aws.states',
        DetailType: 'Step Functions Execution Status Change',
        Resources: [executionArn],
        Time: 1_767_225_600,
      },
      { Time: 1_767_229_200 },
    ]);
    expect(details()[0]).toMatchObject({
      executionArn,
      stateMachineArn,
      name: 'run',
      status: 'RUNNING',
      startDate: 1_767_225_600_000,
      stopDate: null,
      input: '{"a":1}',
      output: null,
    });
    expect(details()[1]).toMatchObject({
      status: 'SUCCEEDED',
      stopDate: 1_767_229_200_000,
      output: '{"a":1}',
      outputDetails: { included: true },
      error: null,
    });
  });

  test('failures have error and cause; Express executions are not published', async () => {
    const { service, call, create } = serviceFixture();
    const stop = publishStatusChanges(service, endpoint);
    const stateMachineArn = await create(
      'fails',
      JSON.stringify({ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E', Cause: 'c' } } }),
    );
    await call('StartExecution', { stateMachineArn, name: 'run' });
    await call('StartSyncExecution', { stateMachineArn: await create('express', PASS, { type: 'EXPRESS' }) });
    await stop();
    expect(details().map(({ status }) => status)).toEqual(['RUNNING', 'FAILED']);
    expect(details()[1]).toMatchObject({
      executionArn: `${ARN}:execution:fails:run`,
      error: 'E',
      cause: 'c',
      redriveStatus: 'REDRIVABLE',
    });
  });

  test('data above 248 KiB is left out', async () => {
    const { service, call, create } = serviceFixture();
    const stop = publishStatusChanges(service, endpoint);
    await call('StartExecution', {
      stateMachineArn: await create('one'),
      input: JSON.stringify('x'.repeat(248 * 1024)),
    });
    await stop();
    expect(details()[1]).toMatchObject({
      input: null,
      inputDetails: { included: false },
      output: null,
      outputDetails: { included: false },
    });
  });

  test('an endpoint that is not there is warned of once, and keeps nobody', async () => {
    const { service, call, create } = serviceFixture();
    const warnings: string[] = [];
    const stop = publishStatusChanges(service, new URL('http://127.0.0.1:1'), (message) => warnings.push(message));
    const stateMachineArn = await create('one');
    await call('StartExecution', { stateMachineArn });
    await stop();
    expect(warnings).toEqual([
      expect.stringMatching(/^Status changes cannot be published to http:\/\/127\.0\.0\.1:1\/: /),
    ]);
  });
});
