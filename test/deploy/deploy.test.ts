import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CreateTableCommand, type CreateTableInput, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateStateMachineCommand,
  type CreateStateMachineInput,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { skipClock } from '../../src/engine/index.js';
import { startLocalBedrock, type LocalBedrock } from '../../src/local/bedrock/index.js';
import { startLocalDynamoDb, type LocalDynamoDb } from '../../src/local/dynamodb/local-dynamodb.js';
import {
  localClientOptions,
  startLocalStepFunctions,
  type LocalStepFunctions,
} from '../../src/local/step-functions/index.js';
import { realTime } from '../../src/resilience/clock.js';
import { circuitOf, defaultModels } from '../../state-machines/recommendation-generation.js';
import { apiGateway } from './api-gateway.fixture.js';
import { startAwsStandIn, type AwsStandIn } from './aws-stand-in.fixture.js';
import { cloudFormation } from './cloud-formation.fixture.js';
import { deployedFunctions, type DeployedFunctions } from './deployed-functions.fixture.js';
import type { DeployedStack } from './deployed-stack.fixture.js';
import { functionCode } from './function-code.fixture.js';
import { objectStorage } from './object-storage.fixture.js';
import { bundleFunctions, osls, PackageFolder, PATIENCE_MS, succeeded } from './osls.fixture.js';
import { queryService } from './query-protocol.fixture.js';

const storage = objectStorage();
const formation = cloudFormation((name) => storage.objects.get(name));
const stack = () => formation.stacks.get('stepbreaker-dev');
const gateway = apiGateway(stack);
const folder = new PackageFolder();
let aws: AwsStandIn;

const CREDENTIALS = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** Deploys what is in the folder. @throws Error with all that osls printed, when it fails */
const deploy = (...words: readonly string[]): Promise<string> =>
  succeeded(
    osls(['deploy', '--package', folder.path, ...words], {
      ...CREDENTIALS,
      AWS_ENDPOINT_URL: aws.url,
      // Milliseconds between two looks at the stack.
      SLS_AWS_MONITORING_FREQUENCY: '1',
    }),
  );

beforeAll(async () => {
  const user = { Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/local', UserId: 'local' };
  aws = await startAwsStandIn({
    s3: storage.service,
    cloudformation: formation.service,
    lambda: functionCode(stack),
    apigateway: gateway.service,
    sts: queryService({ GetCallerIdentity: () => user }),
  });
  await bundleFunctions();
  await succeeded(osls(['package', '--package', folder.path]));
}, PATIENCE_MS);
afterAll(async () => {
  await aws.close();
  folder.remove();
});

describe('osls deploy', () => {
  test(
    'creates the stack and uploads the functions',
    async () => {
      expect(await deploy()).toContain('Service deployed to stack');
      // The bucket for the functions comes first, the rest needs it.
      expect(formation.operations).toEqual(['CREATE stepbreaker-dev', 'UPDATE stepbreaker-dev']);
      expect(aws.unknown).toEqual([]);
    },
    PATIENCE_MS,
  );

  test('sets up the stage: traces, and an access log that says nothing about readers', () => {
    expect(Object.fromEntries(gateway.stage)).toEqual({
      '/tracingEnabled': 'true',
      '/accessLogSettings/destinationArn':
        'arn:aws:logs:us-east-1:123456789012:log-group:/aws/api-gateway/stepbreaker-dev',
      '/accessLogSettings/format': expect.not.stringMatching(/identity\.(?!apiKeyId)|path\(|body/),
      '/*/*/logging/dataTrace': 'false',
      '/*/*/logging/loglevel': 'OFF',
    });
    const [, group] = gateway.stage.get('/accessLogSettings/destinationArn')?.split(':log-group:') ?? [];
    const groups = stack()
      ?.ofType('AWS::Logs::LogGroup')
      .map(({ properties }) => properties['LogGroupName']);
    expect(groups).toContain(group);
  });

  test(
    'once more is an update',
    async () => {
      expect(await deploy('--force')).toContain('Service deployed to stack');
      expect(formation.operations.slice(2)).toEqual(['UPDATE stepbreaker-dev']);
      expect(aws.unknown).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe('what was deployed', () => {
  const READERS = Array.from({ length: 12 }, (_, n) => `r${String(n + 1).padStart(4, '0')}`);
  const environment = { ...process.env };
  let deployed: DeployedStack;
  let lambda: DeployedFunctions;
  let bedrock: LocalBedrock;
  let dynamodb: LocalDynamoDb;
  let stepFunctions: LocalStepFunctions;
  let sfn: SFNClient;

  beforeAll(async () => {
    const found = stack();
    if (!found) throw new Error('Nothing was deployed');
    deployed = found;
    [bedrock, dynamodb] = await Promise.all([
      startLocalBedrock({ clock: realTime, latency: { medianMs: 0 } }),
      startLocalDynamoDb(),
    ]);
    for (const { name, properties } of deployed.ofType<CreateTableInput>('AWS::DynamoDB::Table')) {
      const { BillingMode, AttributeDefinitions, KeySchema } = properties;
      const table = { TableName: name, BillingMode, AttributeDefinitions, KeySchema };
      await dynamodb.client.send(new CreateTableCommand(table));
    }
    for (const { name, logicalId } of deployed.ofType('AWS::S3::Bucket'))
      if (logicalId === 'DataBucket')
        for (const file of ['catalogue.csv', 'readers.ndjson'])
          storage.put(`${name}/${file}`, readFileSync(`samples/${file}`));

    lambda = deployedFunctions(deployed, storage.objects);
    const endpoints = {
      ...CREDENTIALS,
      AWS_ENDPOINT_URL: aws.url,
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
    };
    Object.assign(process.env, lambda.functions[0]?.environment, endpoints);

    stepFunctions = await startLocalStepFunctions({ clock: skipClock({ patience: 600_000 }), environment: endpoints });
    for (const { name, handler } of lambda.functions) stepFunctions.engine.lambda(name, handler);
    sfn = new SFNClient(localClientOptions(stepFunctions.url));
    for (const { name, properties } of deployed.ofType<MachineProperties>('AWS::StepFunctions::StateMachine'))
      await sfn.send(
        new CreateStateMachineCommand({
          name,
          type: properties.StateMachineType,
          roleArn: properties.RoleArn,
          definition: properties.DefinitionString,
        }),
      );
  }, PATIENCE_MS);
  afterAll(async () => {
    sfn.destroy();
    await Promise.all([stepFunctions.close(), dynamodb.close(), bedrock.close()]);
    lambda.remove();
    process.env = environment;
  });

  const arnOf = (machine: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:stepbreaker-dev-${machine}`;

  /** Starts a machine, waits for its end and gives its output. */
  const execute = async (machine: string, input: object): Promise<unknown> => {
    const start = { stateMachineArn: arnOf(machine), input: JSON.stringify(input) };
    const { executionArn } = await sfn.send(new StartExecutionCommand(start));
    await stepFunctions.engine.execution(String(executionArn))?.finished;
    const { status, output, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect({ status, cause }).toEqual({ status: 'SUCCEEDED' });
    return JSON.parse(output ?? '');
  };

  const cachedReaders = async (): Promise<(string | undefined)[]> => {
    const { Items = [] } = await dynamodb.client.send(
      new ScanCommand({ TableName: deployed.physicalName('CacheTable') }),
    );
    return Items.map(({ readerId }) => readerId?.S).sort();
  };

  test(
    'the batch serves every reader by the primary model, and keeps what it generated',
    async () => {
      expect(await execute('recommendation-generation', { items: READERS })).toMatchObject({
        outcomes: { primary: 12 },
      });
      expect(await cachedReaders()).toEqual(READERS);
    },
    PATIENCE_MS,
  );

  test(
    'the warm-up adds the most active readers, and finds the cache fresh',
    async () => {
      expect(await execute('cache-warm-up', { limit: 5 })).toMatchObject({
        outcomes: { primary: 5 },
        freshness: { activeReaders: 5, entries: 5, succeeded: true },
      });
      expect((await cachedReaders()).length).toBeGreaterThan(READERS.length);
    },
    PATIENCE_MS,
  );

  const ask = async (readerId: string) => {
    const input = JSON.stringify({ readerId });
    const run = await sfn.send(new StartSyncExecutionCommand({ stateMachineArn: arnOf('recommend-reader'), input }));
    return JSON.parse(run.output ?? JSON.stringify(run));
  };

  test(
    'one reader is served by the primary model, unless its circuit in the table is open',
    async () => {
      expect(await ask('r0001')).toMatchObject({ tier: 'primary', mode: 'normal' });
      const circuit = {
        circuit: { S: circuitOf(defaultModels.primary) },
        st: { S: 'OPEN' },
        open_until: { N: '9999999999999' },
      };
      const TableName = deployed.physicalName('CircuitTable');
      await dynamodb.client.send(new PutItemCommand({ TableName, Item: circuit }));
      expect(await ask('r0001')).toMatchObject({ tier: 'cheaper', mode: 'degraded' });
    },
    PATIENCE_MS,
  );

  test(
    'one reader is served from the cache once Bedrock is gone, and a stranger from the static list',
    async () => {
      await bedrock.close();
      expect(await ask('r0001')).toMatchObject({ tier: 'cached', mode: 'degraded' });
      expect(await ask('nobody')).toMatchObject({ tier: 'static', mode: 'degraded' });
    },
    PATIENCE_MS,
  );
});

interface MachineProperties {
  readonly StateMachineType: CreateStateMachineInput['type'];
  readonly RoleArn: string;
  readonly DefinitionString: string;
}
