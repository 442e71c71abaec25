import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startLocalStepFunctions } from '../../local/step-functions/index.js';
import { executionsCommand } from '../executions.js';
import { UsageError } from '../usage-error.js';
import { runCommand } from './stuck-batch.fixture.js';

const MACHINE = 'arn:aws:states:eu-west-1:123456789012:stateMachine:nightly-batch';
const EXECUTION = 'arn:aws:states:eu-west-1:123456789012:execution:nightly-batch:nightly';
const LIST = ['list', '--state-machine-arn', MACHINE];
const run = (...words: string[]) => runCommand(executionsCommand, words);

/** Answers the calls in turn, the last answer for ever. */
let answers: readonly { readonly status: number; readonly body: object }[];
let calls: number;
let server: Server;
let url: string;

beforeEach(async () => {
  calls = 0;
  server = createServer((request, response) => {
    request.resume();
    const { status, body } = answers[Math.min(calls++, answers.length - 1)] ?? { status: 500, body: {} };
    response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => void server.close(resolve)));

const refused = (__type: string, message = 'because') => ({ status: 400, body: { __type, message } });
const throttled = refused('ThrottlingException', 'Rate exceeded');

describe('what AWS answers', () => {
  test('throttled calls are repeated, and told when they stay throttled', async () => {
    answers = [throttled, throttled, { status: 200, body: { executions: [] } }];
    expect(await run(...LIST, '--endpoint-url', url)).toMatchObject({ code: 0 });
    expect(calls).toBe(3);
    answers = [throttled];
    const { code, stdout, stderr } = await run(...LIST, '--endpoint-url', url);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('AWS still throttles ListExecutions after 3 attempts.');
  });

  test('access denied names the permission and the resource', async () => {
    answers = [refused('AccessDeniedException', 'User: arn:aws:iam::1:user/a is not authorized')];
    const { code, stderr } = await run('show', EXECUTION, '--endpoint-url', url);
    expect(code).toBe(2);
    expect(stderr).toContain(`may not states:DescribeExecution ${EXECUTION}. Ask for that permission`);
    expect(stderr).toContain('AWS says: User: arn:aws:iam::1:user/a is not authorized');
  });

  test('expired credentials ask for a login', async () => {
    answers = [refused('ExpiredTokenException', 'The security token included in the request is expired')];
    const { code, stderr } = await run(...LIST, '--endpoint-url', url);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('aws sso login') });
  });

  test('anything else is reported with its name; as JSON for programs', async () => {
    answers = [refused('KmsInvalidStateException', 'the key is disabled')];
    const { code, stdout, stderr } = await run(...LIST, '--endpoint-url', url, '--json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(JSON.parse(stderr)).toEqual({
      error: 'KmsInvalidStateException',
      message: `ListExecutions ${MACHINE} failed with KmsInvalidStateException: the key is disabled`,
    });
  });
});

test('no such execution: where it was looked for, and what to look at', async () => {
  const local = await startLocalStepFunctions({ region: 'eu-west-1' });
  const { code, stderr } = await run('show', EXECUTION, '--endpoint-url', local.url);
  await local.close();
  expect(code).toBe(2);
  expect(stderr).toContain(`There is no execution ${EXECUTION} at ${local.url}.`);
});

test('nobody listens', async () => {
  const { code, stderr } = await run(...LIST, '--endpoint-url', 'http://127.0.0.1:1');
  expect(code).toBe(2);
  expect(stderr).toContain('Nobody answers at http://127.0.0.1:1 (ECONNREFUSED)');
});

describe('without credentials', () => {
  const before = { ...process.env };
  beforeEach(() => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    const nothing = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
    Object.assign(process.env, nothing, { AWS_EC2_METADATA_DISABLED: 'true' });
  });
  afterEach(() => {
    process.env = { ...before };
  });

  test('it says so, before anything is sent', async () => {
    const { code, stderr } = await run(...LIST);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^There are no AWS credentials\. Log in \(aws sso login\)/);
    const profile = await run(...LIST, '--profile', 'nobody');
    expect(profile.stderr).toContain("The profile 'nobody' gives no AWS credentials.");
  });

  test('without a region it says so', async () => {
    const { code, stderr } = await run('list', '--machine', 'nightly', '--endpoint-url', url);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/^No AWS region is set/) });
  });
});

describe('wrong use', () => {
  test('an ARN in another region than --region', async () => {
    const { code, stderr } = await run('show', EXECUTION, '--region', 'us-east-1');
    expect(code).toBe(2);
    expect(stderr).toContain('is in the region eu-west-1, but --region is us-east-1');
  });

  test('what is no ARN of an execution', async () => {
    expect((await run('show', 'nightly')).stderr).toContain("'nightly' is not the ARN of an execution");
    expect((await run('show', MACHINE)).stderr).toContain('is a state machine, not an execution of one');
    const express = 'arn:aws:states:eu-west-1:123456789012:express:m:n:o';
    expect((await run('show', express)).stderr).toContain('Look into the log group');
  });

  test('options that cannot be', async () => {
    await expect(run('list')).rejects.toThrow(UsageError);
    await expect(run('list', '--machine', 'm', '--limit', 'many')).rejects.toThrow('--limit many: expected a number');
    await expect(run('show', EXECUTION, '--endpoint-url', 'localhost:8083')).rejects.toThrow(
      '--endpoint-url localhost:8083: expected a URL such as http://127.0.0.1:8083.',
    );
    await expect(run('restart', EXECUTION, '--state', 'AJAR')).rejects.toThrow(
      '--state is "AJAR", expected CLOSED, OPEN or HALF_OPEN.',
    );
  });
});
