import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { eventually } from '../../src/resilience/redis/eventually.fixture.js';
import { defaultModels } from '../../state-machines/recommendation-generation.js';
import { circuitKey } from '../../src/circuit/index.js';
import { appConfig } from '../runbooks/app-config.fixture.js';
import { apiGateway } from './api-gateway.fixture.js';
import { startAwsStandIn, type AwsStandIn } from './aws-stand-in.fixture.js';
import { cloudFormation } from './cloud-formation.fixture.js';
import type { DeployedStack } from './deployed-stack.fixture.js';
import { startDeployedWorld, type DeployedWorld } from './deployed-world.fixture.js';
import { functionCode } from './function-code.fixture.js';
import { objectStorage } from './object-storage.fixture.js';
import { osls, succeeded } from './osls.fixture.js';
import { packagedStack } from './packaged-stacks.fixture.js';
import { queryService } from './query-protocol.fixture.js';

const storage = objectStorage();
const formation = cloudFormation((name) => storage.objects.get(name));
const stack = () => formation.stacks.get('stepbreaker-dev');
const gateway = apiGateway(stack);
const folder = mkdtempSync(join(tmpdir(), 'stepbreaker-deploy-'));
let aws: AwsStandIn;

const environment = () => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL: aws.url,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

const configurationOfTheStage = (): string => {
  const [version] = stack()?.ofType('AWS::AppConfig::HostedConfigurationVersion') ?? [];
  return String(version?.properties['Content']);
};

/** Deploys what is in the folder. @throws Error with all that osls printed, when it fails */
const deploy = (...words: readonly string[]): Promise<string> =>
  succeeded(
    // The variable holds the milliseconds between two looks at the stack.
    osls(['deploy', '--package', folder, ...words], { ...environment(), SLS_AWS_MONITORING_FREQUENCY: '1' }),
  );

beforeAll(async () => {
  const user = { Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/local', UserId: 'local' };
  aws = await startAwsStandIn({
    s3: storage.service,
    cloudformation: formation.service,
    lambda: functionCode(stack),
    apigateway: gateway.service,
    appconfig: (request) => appConfig(configurationOfTheStage()).service(request),
    sts: queryService({ GetCallerIdentity: () => user }),
  });
  // A deployment writes into its package.
  cpSync((await packagedStack('dev')).folder, folder, { recursive: true });
});
afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true });
});

describe('osls deploy', () => {
  test('creates the stack and uploads the functions', async () => {
    expect(await deploy()).toContain('Service deployed to stack');
    // The bucket for the functions comes first, the rest needs it.
    expect(formation.operations).toEqual(['CREATE stepbreaker-dev', 'UPDATE stepbreaker-dev']);
    expect(aws.unknown).toEqual([]);
  });

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
    const groups = stack()?.ofType('AWS::Logs::LogGroup') ?? [];
    expect(groups.map(({ properties }) => properties['LogGroupName'])).toContain(group);
  });

  test('lets callers with a key start one machine, within limits, whatever they send', () => {
    const [method] = stack()?.ofType('AWS::ApiGateway::Method') ?? [];
    const start = expect.stringMatching(
      /^\{"stateMachineArn":"stepbreaker-dev-recommendreaderalias","input":"\$util\./,
    );
    expect(method?.properties).toMatchObject({
      ApiKeyRequired: true,
      Integration: {
        Credentials: 'arn:aws:iam::123456789012:role/stepbreaker-dev-recommendreaderapirole',
        Uri: 'arn:aws:apigateway:us-east-1:states:action/StartSyncExecution',
        RequestTemplates: { 'application/json': start, 'application/x-www-form-urlencoded': start },
      },
    });
    const [plan] = stack()?.ofType('AWS::ApiGateway::UsagePlan') ?? [];
    expect(plan?.properties).toMatchObject({
      Quota: { Limit: 1_000_000, Period: 'DAY' },
      Throttle: { RateLimit: 50, BurstLimit: 50 },
    });
  });

  test('once more is an update', async () => {
    expect(await deploy('--force')).toContain('Service deployed to stack');
    expect(formation.operations.slice(2)).toEqual(['UPDATE stepbreaker-dev']);
    expect(aws.unknown).toEqual([]);
  });
});

describe('what was deployed', () => {
  const READERS = Array.from({ length: 12 }, (_, n) => `r${String(n + 1).padStart(4, '0')}`);
  const PRIMARY = circuitKey(defaultModels.primary);
  let deployed: DeployedStack;
  let world: DeployedWorld;

  beforeAll(async () => {
    const found = stack();
    if (!found) throw new Error('Nothing was deployed');
    deployed = found;
    world = await startDeployedWorld(deployed, storage, environment());
  });
  afterAll(() => world.close());

  const cachedReaders = async (): Promise<(string | undefined)[]> => {
    const scan = new ScanCommand({ TableName: deployed.physicalName('CacheTable') });
    const { Items = [] } = await world.dynamodb.client.send(scan);
    return Items.map(({ readerId }) => readerId?.S).sort();
  };
  const recommend = (readerId: string) => world.ask('recommend-reader', { readerId });

  test('the batch serves every reader by the primary model, and keeps what it generated', async () => {
    const output = await world.execute('recommendation-generation', { items: READERS });
    expect(output).toMatchObject({ outcomes: { primary: 12 } });
    expect(await cachedReaders()).toEqual(READERS);
  });

  test('the warm-up adds the most active readers, and finds the cache fresh', async () => {
    expect(await world.execute('cache-warm-up', { limit: 5 })).toMatchObject({
      outcomes: { primary: 5 },
      freshness: { activeReaders: 5, entries: 5, succeeded: true },
    });
    expect((await cachedReaders()).length).toBeGreaterThan(READERS.length);
  });

  test('one reader is served by the primary model, in another region when its circuit in the table is open', async () => {
    expect(await recommend('r0001')).toMatchObject({ tier: 'primary', mode: 'normal', slaWindowMs: 3_000 });
    const Item = {
      circuit: { S: PRIMARY },
      st: { S: 'OPEN' },
      gen: { N: '1' },
      first_opened_at: { N: '0' },
      open_until: { N: '9999999999999' },
    };
    const put = new PutItemCommand({ TableName: deployed.physicalName('CircuitTable'), Item });
    await world.dynamodb.client.send(put);
    // What was read from the table is believed for a second.
    await eventually(async () =>
      expect(await recommend('r0001')).toMatchObject({ tier: 'primary', mode: 'fallback', slaWindowMs: 4_500 }),
    );
  });

  test('the watchdog publishes that circuit, and then its heartbeat', async () => {
    expect(await world.ask('circuit-watchdog', {})).toEqual({ circuits: 1, open: 1 });
    const gauge = { MetricName: 'CircuitOpenSeconds', Dimensions: [{ Name: 'Circuit', Value: PRIMARY }] };
    expect(world.published).toMatchObject([
      { Namespace: 'Stepbreaker', MetricData: [gauge] },
      { Namespace: 'Stepbreaker', MetricData: [{ MetricName: 'CircuitWatchdogHeartbeat', Value: 1 }] },
    ]);
  });

  test('one reader is served from the cache once Bedrock is down, and an unknown reader by no model', async () => {
    await world.endBedrock();
    expect(await recommend('r0001')).toMatchObject({ tier: 'cached', mode: 'degraded' });
    expect(await recommend('nobody')).toMatchObject({ tier: expect.stringMatching(/cached|static/), mode: 'degraded' });
  });
});
