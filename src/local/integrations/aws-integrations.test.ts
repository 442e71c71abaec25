import { afterEach, describe, expect, test } from '@jest/globals';
import { createEngine, skipClock, type Execution } from '../../engine/index.js';
import { startLocalBedrock } from '../bedrock/index.js';
import { startLocalStepFunctions } from '../step-functions/index.js';
import { awsIntegrations } from './aws-integrations.js';
import { startAwsService, type AwsService } from './aws-service.fixture.js';
import type { ImportClient } from './client-package.js';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(answer: Parameters<typeof startAwsService>[0]): Promise<AwsService> {
  const service = await startAwsService(answer);
  closing.push(() => service.close());
  return service;
}

interface Circumstances {
  readonly environment?: NodeJS.ProcessEnv;
  readonly importClient?: ImportClient;
  readonly onlyEndpoints?: boolean;
}

/** Runs one task on an engine that calls AWS services. */
function run(resource: string, parameters: object, circumstances: Circumstances = {}): Promise<Execution> {
  const engine = createEngine();
  engine.fallBackTo(awsIntegrations({ environment: {}, ...circumstances }));
  const Resource = `arn:aws:states:::${resource}`;
  const definition = { StartAt: 'T', States: { T: { Type: 'Task', Resource, Parameters: parameters, End: true } } };
  const { stateMachineArn } = engine.createStateMachine({ name: 'machine', definition });
  return engine.startExecution({ stateMachineArn, name: 'run' }).finished;
}

describe('DynamoDB', () => {
  const item = { id: { S: 'id1' }, data: { B: 'text' } };

  test('the optimised integration says what the HTTP response was', async () => {
    const service = await serve(() => ({ Item: { id: { S: 'id1' }, data: { B: 'dGV4dA==' } } }));
    const execution = await run(
      'dynamodb:getItem',
      { TableName: 'table', Key: { id: { S: 'id1' } } },
      { environment: { DYNAMODB_ENDPOINT: service.url } },
    );
    expect(service.requests).toEqual([
      { operation: 'GetItem', body: { TableName: 'table', Key: { id: { S: 'id1' } } } },
    ]);
    expect(execution.output).toEqual({
      Item: item,
      SdkHttpMetadata: {
        AllHttpHeaders: expect.objectContaining({ 'content-type': ['application/x-amz-json-1.0'] }),
        HttpHeaders: expect.objectContaining({ 'content-type': 'application/x-amz-json-1.0' }),
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId: 'request-1' },
    });
  });

  test('the SDK integration gives the answer alone, and takes the spelling of the SDK for Java', async () => {
    const service = await serve(() => ({}));
    const Item = { id: { S: 'id1' }, data: { B: 'text' }, on: { Bool: true }, tags: { Ss: ['a'] } };
    const environment = { AWS_ENDPOINT_URL_DYNAMODB: service.url };
    const execution = await run('aws-sdk:dynamodb:putItem', { TableName: 'table', Item }, { environment });
    expect(execution.output).toEqual({});
    expect(service.requests[0]?.body).toEqual({
      TableName: 'table',
      Item: { id: { S: 'id1' }, data: { B: 'dGV4dA==' }, on: { BOOL: true }, tags: { SS: ['a'] } },
    });
  });

  test.each<[string, string, string, string]>([
    [
      'dynamodb:putItem',
      'ValidationException',
      'DynamoDB.AmazonDynamoDBException',
      'no (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException; Request ID: request-1; Proxy: null)',
    ],
    [
      'dynamodb:putItem',
      'ConditionalCheckFailedException',
      'DynamoDB.ConditionalCheckFailedException',
      'no (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: request-1; Proxy: null)',
    ],
    [
      'aws-sdk:dynamodb:putItem',
      'ValidationException',
      'DynamoDb.DynamoDbException',
      'no (Service: DynamoDb, Status Code: 400, Request ID: request-1) (SDK Attempt Count: 1)',
    ],
    [
      'aws-sdk:dynamodb:putItem',
      'ResourceNotFoundException',
      'DynamoDb.ResourceNotFoundException',
      'no (Service: DynamoDb, Status Code: 400, Request ID: request-1) (SDK Attempt Count: 1)',
    ],
  ])('%s fails with %s as AWS does', async (resource, answered, error, cause) => {
    const service = await serve(() => ({ error: answered, message: 'no' }));
    const environment = { AWS_ENDPOINT_URL: service.url };
    expect(await run(resource, { TableName: 'table', Item: item }, { environment })).toMatchObject({ error, cause });
  });

  test('fails when nothing answers', async () => {
    const service = await serve(() => ({}));
    await service.close();
    const environment = { DYNAMODB_ENDPOINT: service.url };
    expect(await run('dynamodb:getItem', { TableName: 't', Key: {} }, { environment })).toMatchObject({
      error: 'DynamoDB.SdkClientException',
      cause: expect.stringContaining('Unable to execute HTTP request'),
    });
  });
});

test('Step Functions: members with a capital, times as text, JSON as text', async () => {
  const server = await startLocalStepFunctions({ clock: skipClock() });
  closing.push(() => server.close());
  const definition = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
  const { stateMachineArn } = server.engine.createStateMachine({ name: 'inner', definition });
  const environment = { STEP_FUNCTIONS_ENDPOINT: server.url };
  const listed = await run('aws-sdk:sfn:listActivities', { MaxResults: 5 }, { environment });
  expect(listed.output).toEqual({ Activities: [] });
  const made = await run('aws-sdk:sfn:createActivity', { Name: 'work' }, { environment });
  expect(made.output).toEqual({
    ActivityArn: 'arn:aws:states:us-east-1:123456789012:activity:work',
    CreationDate: expect.stringMatching(/^2026-01-01T00:00:00(?:\.\d+)?Z$/),
  });
  expect(await run('aws-sdk:sfn:sendTaskSuccess', { TaskToken: 'x', Output: { a: 1 } }, { environment })).toMatchObject(
    {
      error: 'Sfn.InvalidTokenException',
      cause: expect.stringContaining("Invalid Token: 'Invalid token' (Service: Sfn, Status Code: 400, Request ID: "),
    },
  );
  expect(stateMachineArn).toContain('inner');
});

describe('Bedrock', () => {
  const Body = {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 10,
    messages: [{ role: 'user', content: 'Hello' }],
  };
  const ModelId = 'anthropic.claude-3-haiku-20240307-v1:0';

  async function environment(): Promise<NodeJS.ProcessEnv> {
    const clock = skipClock();
    const server = await startLocalBedrock({ clock, seed: 1, faults: [] });
    closing.push(() => server.close());
    return { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: server.url };
  }

  test('the optimised integration takes and gives the body as JSON', async () => {
    const execution = await run('bedrock:invokeModel', { ModelId, Body }, { environment: await environment() });
    expect(execution).toMatchObject({
      status: 'SUCCEEDED',
      output: { Body: expect.any(Object), ContentType: 'application/json' },
    });
  });

  test('the SDK integration gives it as text', async () => {
    const execution = await run(
      'aws-sdk:bedrockruntime:invokeModel',
      { ModelId, Body },
      { environment: await environment() },
    );
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { Body: expect.any(String) } });
  });
});

describe('what cannot be called', () => {
  test.each<[string, object, string]>([
    [
      'aws-sdk:glacier:listVaults',
      {},
      "A task of the service 'glacier' needs the package @aws-sdk/client-glacier, which is not installed: npm i @aws-sdk/client-glacier",
    ],
    [
      'sqs:sendMessage',
      {},
      "A task of the service 'sqs' needs the package @aws-sdk/client-sqs, which is not installed: npm i @aws-sdk/client-sqs",
    ],
    ['sns:publish', {}, 'npm i @aws-sdk/client-sns'],
    ['aws-sdk:dynamodb:makeCoffee', {}, "The service 'dynamodb' has no action 'makeCoffee'"],
    [
      'aws-sdk:dynamodb:getItem',
      { Table: 'x' },
      "The field 'Table' is not supported by the service: expected TableName",
    ],
    ['dynamodb:scan', {}, "No handler is registered for the integration 'dynamodb:scan'"],
    ['athena:startQueryExecution', {}, "No handler is registered for the integration 'athena:startQueryExecution'"],
  ])('%s', async (resource, parameters, cause) => {
    const execution = await run(resource, parameters);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(execution.cause).toContain(cause);
  });
});

test('a service without an endpoint, when only endpoints may be called', async () => {
  expect(await run('aws-sdk:dynamodb:listTables', {}, { onlyEndpoints: true })).toMatchObject({
    error: 'States.Runtime',
    cause: "The service 'dynamodb' has no endpoint on this machine: set AWS_ENDPOINT_URL_DYNAMODB to one",
  });
  const missing =
    "A task of the service 'sqs' needs the package @aws-sdk/client-sqs, which is not installed: npm i @aws-sdk/client-sqs";
  expect((await run('sqs:sendMessage', {}, { onlyEndpoints: true })).cause).toBe(
    `${missing}, and set AWS_ENDPOINT_URL_SQS to what stands for the service on this machine`,
  );
  const environment = { SQS_ENDPOINT: 'http://127.0.0.1:1' };
  expect((await run('sqs:sendMessage', {}, { onlyEndpoints: true, environment })).cause).toBe(missing);
});

/** A client as the AWS SDK makes them, with one operation whose members are texts. */
function clientOf(serviceId: string, action: string, answer: (input: object) => object): ImportClient {
  const members = [
    'FunctionName',
    'Payload',
    'Entries',
    'MessageBody',
    'QueueUrl',
    'FunctionError',
    'FailedEntryCount',
    'StatusCode',
    'ExecutedVersion',
    'MessageId',
  ];
  const types = members.map((name) =>
    name === 'Payload' ? 21 : name === 'Entries' ? () => [1, 'ns', 'List', 0, ENTRY] : name === 'MessageBody' ? 0 : 15,
  );
  const structure = [3, 'ns', 'Structure', 0, members, types];
  const ENTRY = [3, 'ns', 'Entry', 0, ['Detail', 'Resources', 'EventId', 'ErrorCode'], [0, 64, 0, 0]];
  class Client {
    readonly config = { serviceId };
    send({ input }: { input: object }): Promise<object> {
      return Promise.resolve(answer(input));
    }
  }
  class Command {
    readonly schema = [9, 'ns', action, 0, () => structure, () => structure];
    readonly middlewareStack = { add: () => undefined };
    readonly input: object;
    constructor(input: object) {
      this.input = input;
    }
  }
  return () => Promise.resolve({ [`${serviceId}Client`]: Client, [`${action}Command`]: Command });
}

describe('EventBridge', () => {
  const Entries = [{ Detail: { a: 1 }, Resources: ['r'] }];

  test('adds the execution and its machine to the resources, and writes details as text', async () => {
    const inputs: object[] = [];
    const importClient = clientOf('EventBridge', 'PutEvents', (input) => {
      inputs.push(input);
      return { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] };
    });
    const execution = await run('events:putEvents', { Entries }, { importClient });
    const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:machine';
    expect(inputs).toEqual([{ Entries: [{ Detail: '{"a":1}', Resources: ['r', execution.executionArn, machine] }] }]);
    expect(execution.output).toEqual({ Entries: [{ EventId: 'e' }], FailedEntryCount: 0 });
  });

  test('fails when an entry failed', async () => {
    const importClient = clientOf('EventBridge', 'PutEvents', () => ({
      FailedEntryCount: 1,
      Entries: [{ EventId: 'e' }, { ErrorCode: 'MalformedDetail' }],
    }));
    expect(await run('events:putEvents', { Entries }, { importClient })).toMatchObject({
      error: 'EventBridge.FailedEntry',
      cause: '{"Entries":[{"EventId":"e"},{"ErrorCode":"MalformedDetail"}],"FailedEntryCount":1}',
    });
  });
});

describe('Lambda', () => {
  const invoking = (answer: object): ImportClient =>
    clientOf('Lambda', 'Invoke', (input) => ({ StatusCode: 200, ExecutedVersion: '$LATEST', ...input, ...answer }));

  test('lambda:invoke gives the payload as JSON in the envelope', async () => {
    const execution = await run(
      'lambda:invoke',
      { FunctionName: 'f', Payload: { a: 1 } },
      { importClient: invoking({}) },
    );
    expect(execution.output).toMatchObject({ ExecutedVersion: '$LATEST', Payload: { a: 1 }, StatusCode: 200 });
  });

  test('a function by its ARN gives the payload alone', async () => {
    const engine = createEngine();
    engine.fallBackTo(awsIntegrations({ environment: {}, importClient: invoking({}) }));
    const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:f';
    const definition = { StartAt: 'T', States: { T: { Type: 'Task', Resource, End: true } } };
    const { stateMachineArn } = engine.createStateMachine({ name: 'machine', definition });
    expect((await engine.startExecution({ stateMachineArn, input: { a: 1 } }).finished).output).toEqual({ a: 1 });
  });

  test('a function that fails gives its error', async () => {
    const Payload = Buffer.from('{"errorType":"Bad","errorMessage":"no"}');
    const importClient = invoking({ FunctionError: 'Unhandled', Payload });
    expect(await run('lambda:invoke', { FunctionName: 'f' }, { importClient })).toMatchObject({
      error: 'Bad',
      cause: '{"errorType":"Bad","errorMessage":"no"}',
    });
  });
});

test('SQS: a message that is JSON is sent as text, with its task token', async () => {
  const inputs: object[] = [];
  const importClient = clientOf('SQS', 'SendMessage', (input) => {
    inputs.push(input);
    return { MessageId: 'm' };
  });
  const execution = await run('sqs:sendMessage', { QueueUrl: 'q', MessageBody: { a: [1] } }, { importClient });
  expect(inputs).toEqual([{ QueueUrl: 'q', MessageBody: '{"a":[1]}' }]);
  expect(execution.output).toMatchObject({ MessageId: 'm', SdkHttpMetadata: { HttpStatusCode: 200 } });
});
