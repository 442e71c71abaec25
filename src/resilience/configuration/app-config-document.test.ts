import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type HttpServer, startHttpServer } from '../../local/http-server.js';
import { appConfigDocument } from './app-config-document.js';
import { openConfiguration } from './open-configuration.js';

const PROFILE = { application: 'shop', environment: 'prod', profile: 'rules' };
const STARTED = expect.stringContaining('POST /configurationsessions {"ApplicationIdentifier":"shop"');

let requests: string[];
let server: HttpServer;
/** What AppConfig's data plane answers with. */
let deployed: { readonly status?: number; readonly body: string; readonly label?: string };

beforeEach(async () => {
  requests = [];
  deployed = { body: '{"maintenance_mode_active": true}', label: '7' };
  let tokens = 0;
  const nextToken = () => `t${(tokens += 1)}`;
  server = await startHttpServer(
    async (request, response) => {
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(Buffer.from(chunk));
      requests.push(`${request.method} ${request.url} ${Buffer.concat(body)}`.trim());
      const { status = 200, body: text, label } = deployed;
      if (request.method === 'POST')
        return void response.writeHead(201).end(JSON.stringify({ InitialConfigurationToken: nextToken() }));
      response
        .writeHead(status, {
          'next-poll-configuration-token': nextToken(),
          ...(label && { 'version-label': label }),
          ...(status >= 400 && { 'x-amzn-errortype': 'BadRequestException', 'content-type': 'application/json' }),
        })
        .end(text);
    },
    { host: '127.0.0.1', port: 0 },
  );
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_APPCONFIGDATA: server.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
});
afterEach(() => server.close());

test('a session is started once, its tokens are passed on, an empty answer is an unchanged document', async () => {
  const document = await appConfigDocument(PROFILE);
  expect(await document.fetch()).toEqual({ text: deployed.body, version: '7' });
  deployed = { body: '' };
  expect(await document.fetch()).toBeUndefined();
  expect(requests).toEqual([
    STARTED,
    'GET /configuration?configuration_token=t1',
    'GET /configuration?configuration_token=t2',
  ]);
});

test('a session that failed is started again', async () => {
  const document = await appConfigDocument(PROFILE);
  deployed = { status: 400, body: '{"message": "The token is spent."}' };
  await expect(document.fetch()).rejects.toMatchObject({ name: 'BadRequestException' });
  deployed = { body: '{}' };
  expect(await document.fetch()).toEqual({ text: '{}', version: 'without a label' });
  expect(requests.filter((request) => request.startsWith('POST'))).toHaveLength(2);
});

test('openConfiguration reads it', async () => {
  const source = await openConfiguration('appconfig://shop/prod/rules');
  expect((await source.current()).maintenance_mode_active).toBe(true);
});
