import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, type CreateTableInput } from '@aws-sdk/client-dynamodb';
import { SFN, type CreateStateMachineInput } from '@aws-sdk/client-sfn';
import type { CircuitOptions } from '../../src/breaker/index.js';
import { manualClock, type Execution } from '../../src/engine/index.js';
import { startLocalBedrock, type Fault } from '../../src/local/bedrock/index.js';
import { startLocalDynamoDb, type LocalDynamoDb } from '../../src/local/dynamodb/local-dynamodb.js';
import { localClientOptions, startLocalStepFunctions } from '../../src/local/step-functions/index.js';
import { realTime } from '../../src/resilience/clock.js';
import { parseApplicationConfiguration } from '../../src/resilience/configuration/index.js';
import { deployment } from '../../state-machines/deployment.js';
import { startAwsStandIn } from '../deploy/aws-stand-in.fixture.js';
import { deployedFunctions } from '../deploy/deployed-functions.fixture.js';
import { QueryError, queryService } from '../deploy/query-protocol.fixture.js';
import { titleAnswer } from '../../demo/title-answer.js';
import { appConfig, type AppConfig } from './app-config.fixture.js';
import type { PackagedProduction } from './packaged-production.fixture.js';

/** An account in which the stage prod is deployed: every machine has version 1, and the alias `live` leads to it. */
export interface DeployedAccount {
  /** For the shell of a runbook. */
  readonly environment: Readonly<Record<string, string>>;
  readonly sfn: SFN;
  readonly dynamodb: LocalDynamoDb;
  readonly appConfig: AppConfig;
  /** The ARN of `stepbreaker-prod-<machine>`. */
  arn(machine: string): string;
  /** The name of a table. */
  table(logicalId: string): string;
  /** All executions of a machine, oldest first. */
  executions(machine: string): readonly Execution[];
  /** Runs a machine to its end, over the executions that continue it. */
  run(machine: string, input: object): Promise<Execution>;
  /** From here on these models fail. */
  fail(error: Fault['error'], where?: Pick<Fault, 'region' | 'model'>): void;
  /** All models answer again. */
  endFaults(): void;
  /** Gives the batch circuits with other settings than production's. */
  redefineBatch(circuit: CircuitOptions): Promise<void>;
  /** Replaces the file of readers. @param content default: the {@link READERS} of the samples */
  putReaders(content?: string): void;
  /** Begins all functions anew, as Lambda does now and then: they look at the configuration at once. */
  beginFunctionsAnew(): void;
  /** Lets seconds pass at once. Otherwise time passes as fast as in reality. */
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

interface MachineProperties {
  readonly StateMachineType: CreateStateMachineInput['type'];
  readonly RoleArn: string;
  readonly DefinitionString: string;
}

const CREDENTIALS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
const PRODUCTION = 'configuration/prod.json';

/** As many of the samples as a test needs: r0001 and the next. */
export const READERS = 12;
const SAMPLE_READERS = readFileSync('samples/readers.ndjson', 'utf8').split('\n').slice(0, READERS).join('\n');

/** The environment of this process becomes that of the functions, until the account is closed. */
export async function startDeployedAccount({ stack, storage }: PackagedProduction): Promise<DeployedAccount> {
  const before = { ...process.env };
  // First of all: what fails here must leave nothing open.
  let lambda = deployedFunctions(stack, storage.objects);
  const faults: Fault[] = [];
  const configuration = appConfig(readFileSync(PRODUCTION, 'utf8'));
  const describeStackResource = (form: URLSearchParams) => {
    const id = form.get('LogicalResourceId') ?? '';
    const resource = stack.template.Resources[id];
    if (!resource || form.get('StackName') !== stack.name)
      throw new QueryError('ValidationError', `Resource ${id} does not exist for stack ${form.get('StackName')}`);
    return { StackResourceDetail: { PhysicalResourceId: String(stack.resolve({ Ref: id })), LogicalResourceId: id } };
  };
  const [aws, bedrock, dynamodb] = await Promise.all([
    startAwsStandIn({
      s3: storage.service,
      appconfig: configuration.service,
      cloudformation: queryService({ DescribeStackResource: describeStackResource }),
    }),
    startLocalBedrock({ clock: realTime, answer: titleAnswer, faults, latency: { medianMs: 0 } }),
    startLocalDynamoDb(),
  ]);
  for (const { name, properties } of stack.ofType<CreateTableInput>('AWS::DynamoDB::Table')) {
    const { BillingMode, AttributeDefinitions, KeySchema } = properties;
    await dynamodb.client.send(
      new CreateTableCommand({ TableName: name, BillingMode, AttributeDefinitions, KeySchema }),
    );
  }
  const putData = (file: string, content: string | Buffer): void =>
    storage.put(`${stack.physicalName('DataBucket')}/${file}`, Buffer.from(content));
  putData('catalogue.csv', readFileSync('samples/catalogue.csv'));
  putData('readers.ndjson', SAMPLE_READERS);

  const clock = manualClock({ startAt: Date.now() });
  const closing = new AbortController();
  let ahead = 0;
  const follow = () => clock.advance(Math.max(0, Date.now() + ahead - clock.now()));
  const following = (async () => {
    for (; !closing.signal.aborted; await sleep(5)) await follow();
  })();
  const endpoints = {
    ...CREDENTIALS,
    AWS_ENDPOINT_URL: aws.url,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  };
  const stepFunctions = await startLocalStepFunctions({ clock, environment: endpoints });
  const { engine } = stepFunctions;
  const useFunctions = (): void => {
    for (const { name, handler } of lambda.functions) engine.lambda(name, handler);
    Object.assign(process.env, lambda.functions[0]?.environment, endpoints);
  };
  useFunctions();
  engine.integration('aws-sdk:cloudwatch:putMetricData', () => ({}));
  engine.integration('events:putEvents', () => ({ FailedEntryCount: 0, Entries: [] }));

  const sfn = new SFN({ ...localClientOptions(stepFunctions.url), disableHostPrefix: true });
  for (const { name, properties } of stack.ofType<MachineProperties>('AWS::StepFunctions::StateMachine')) {
    const { StateMachineType: type, RoleArn: roleArn, DefinitionString: definition } = properties;
    const created = await sfn.createStateMachine({ name, type, roleArn, definition, publish: true });
    const stateMachineVersionArn = created.stateMachineVersionArn;
    await sfn.createStateMachineAlias({
      name: 'live',
      routingConfiguration: [{ stateMachineVersionArn, weight: 100 }],
    });
  }
  const arn = (machine: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${stack.name}-${machine}`;
  const finished = async (execution: Execution): Promise<Execution> => {
    const ended = await execution.finished;
    const successor = (ended.output as { readonly continuedBy?: string } | undefined)?.continuedBy;
    const next = successor === undefined ? undefined : engine.execution(successor);
    return next ? finished(next) : ended;
  };

  return {
    environment: {
      AWS_ENDPOINT_URL: aws.url,
      AWS_ENDPOINT_URL_SFN: stepFunctions.url,
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
    },
    sfn,
    dynamodb,
    appConfig: configuration,
    arn,
    table: (logicalId) => stack.physicalName(logicalId),
    executions: (machine) =>
      engine.executions().filter(({ executionArn }) => executionArn.includes(`:${stack.name}-${machine}:`)),
    async run(machine, input) {
      const { executionArn = '' } = await sfn.startExecution({
        stateMachineArn: arn(machine),
        input: JSON.stringify(input),
      });
      const started = engine.execution(executionArn);
      if (!started) throw new Error(`${executionArn} was not started`);
      return finished(started);
    },
    fail: (error, where = {}) => void faults.push({ from: 0, to: Number.POSITIVE_INFINITY, error, ...where }),
    endFaults: () => void faults.splice(0),
    async redefineBatch(circuit) {
      const production = JSON.parse(readFileSync(PRODUCTION, 'utf8'));
      const wanted = { ...production, circuit: { ...production.circuit, ...circuit } };
      const { definitions } = deployment(parseApplicationConfiguration(wanted, PRODUCTION));
      await sfn.updateStateMachine({
        stateMachineArn: arn('recommendation-generation'),
        definition: JSON.stringify(stack.resolve(definitions['recommendationGeneration'])),
      });
    },
    putReaders: (content = SAMPLE_READERS) => putData('readers.ndjson', content),
    beginFunctionsAnew() {
      lambda.remove();
      lambda = deployedFunctions(stack, storage.objects);
      useFunctions();
    },
    async pass(seconds) {
      ahead += seconds * 1_000;
      await follow();
    },
    async close() {
      closing.abort();
      await following;
      sfn.destroy();
      await Promise.all([stepFunctions.close(), dynamodb.close(), bedrock.close(), aws.close()]);
      lambda.remove();
      process.env = before;
    },
  };
}
