import { expect, test } from '@jest/globals';
import { UsageError } from '../usage-error.js';
import { readLocalOptions } from './options.js';

test('defaults', () => {
  expect(readLocalOptions({}, {})).toEqual({
    port: 8083,
    host: '127.0.0.1',
    clock: { mode: 'real' },
    keep: 10_000,
    jsonLog: false,
    lambdas: [],
  });
});

test('options come before the environment', () => {
  const environment = {
    LAMBDA_ENDPOINT: 'http://127.0.0.1:1',
    SFN_MOCK_CONFIG: 'a.json',
    AWS_ACCOUNT_ID: '000000000000',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://127.0.0.1:2',
  };
  expect(
    readLocalOptions(
      { port: '0', clock: 'scale=60', lambdaEndpoint: 'http://127.0.0.1:3', region: 'us-east-2', keep: '500' },
      environment,
    ),
  ).toEqual({
    port: 0,
    host: '127.0.0.1',
    clock: { mode: 'scale', factor: 60 },
    accountId: '000000000000',
    region: 'us-east-2',
    lambdaEndpoint: new URL('http://127.0.0.1:3'),
    eventBridgeEndpoint: new URL('http://127.0.0.1:2'),
    mockConfigFile: 'a.json',
    keep: 500,
    jsonLog: false,
    lambdas: [],
  });
});

test('everything that is wrong is reported at once', () => {
  const given = { port: '70000', clock: 'scale=0', account: '12', keep: '0', lambdaEndpoint: 'localhost:3001' };
  const read = (): unknown => readLocalOptions(given, {});
  expect(read).toThrow(UsageError);
  expect(read).toThrow(
    [
      '--account 12: expected the twelve digits of an AWS account.',
      '--lambda-endpoint localhost:3001: expected a URL such as http://127.0.0.1:3001.',
      '--port 70000: expected a number from 0 (any free port) to 65535.',
      '--clock scale=0: expected real, skip, or scale=N; scale=60 makes a minute of every second.',
      '--keep 0: expected how many closed executions are kept, 1 or more.',
    ].join('\n'),
  );
});
