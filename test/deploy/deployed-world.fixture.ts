import { readFileSync } from 'node:fs';
import { CreateTableCommand, type CreateTableInput } from '@aws-sdk/client-dynamodb';
import {
  CreateStateMachineCommand,
  type CreateStateMachineInput,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { skipClock } from '../../src/engine/index.js';
import { startLocalBedrock } from '../../src/local/bedrock/index.js';
import { startLocalDynamoDb, type LocalDynamoDb } from '../../src/local/dynamodb/local-dynamodb.js';
import { localClientOptions, startLocalStepFunctions } from '../../src/local/step-functions/index.js';
import { realTime } from '../../src/resilience/clock.js';
import { titleAnswer } from '../../demo/title-answer.js';
import { deployedFunctions } from './deployed-functions.fixture.js';
import type { DeployedStack } from './deployed-stack.fixture.js';
import type { ObjectStorage } from './object-storage.fixture.js';

/** A deployed stack that runs: its machines in the embedded Step Functions, its functions out of their zips. */
export interface DeployedWorld {
  readonly dynamodb: LocalDynamoDb;
  /** What tasks sent to CloudWatch, oldest first. */
  readonly published: readonly unknown[];
  /** Starts a Standard machine, waits for its end and gives its output. @throws Error when it does not succeed */
  execute(machine: string, input: object): Promise<unknown>;
  /** Runs an Express machine and gives its output. @throws Error when it does not succeed */
  ask(machine: string, input: object): Promise<unknown>;
  /** From here on no model can be called. */
  endBedrock(): Promise<void>;
  close(): Promise<void>;
}

interface MachineProperties {
  readonly StateMachineType: CreateStateMachineInput['type'];
  readonly RoleArn: string;
  readonly DefinitionString: string;
}

/**
 * Makes the stack's tables, machines and functions, and puts the samples into its bucket. The environment of this
 * process becomes that of the functions, until the world is closed.
 *
 * @param environment credentials, and the endpoint of whatever has no stand-in of its own here
 */
export async function startDeployedWorld(
  stack: DeployedStack,
  storage: ObjectStorage,
  environment: Readonly<Record<string, string>>,
): Promise<DeployedWorld> {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  const [bedrock, dynamodb] = await Promise.all([
    startLocalBedrock({ clock: realTime, answer: titleAnswer, latency: { medianMs: 0 } }),
    startLocalDynamoDb(),
  ]);
  for (const { name, properties } of stack.ofType<CreateTableInput>('AWS::DynamoDB::Table')) {
    const { BillingMode, AttributeDefinitions, KeySchema } = properties;
    const table = { TableName: name, BillingMode, AttributeDefinitions, KeySchema };
    await dynamodb.client.send(new CreateTableCommand(table));
  }
  for (const file of ['catalogue.csv', 'readers.ndjson'])
    storage.put(`${stack.physicalName('DataBucket')}/${file}`, readFileSync(`samples/${file}`));

  const lambda = deployedFunctions(stack, storage.objects);
  const endpoints = {
    ...environment,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  };
  Object.assign(process.env, lambda.functions[0]?.environment, endpoints);

  // No handler hangs here, however long a busy machine keeps it waiting.
  const clock = skipClock({ patience: 600_000 });
  const stepFunctions = await startLocalStepFunctions({ clock, environment: endpoints });
  const { engine } = stepFunctions;
  const published: unknown[] = [];
  for (const { name, handler } of lambda.functions) engine.lambda(name, handler);
  engine.integration('aws-sdk:cloudwatch:putMetricData', (args) => {
    published.push(args);
    return {};
  });
  const sfn = new SFNClient(localClientOptions(stepFunctions.url));
  const arns = new Map<string, string | undefined>();
  for (const { name, properties } of stack.ofType<MachineProperties>('AWS::StepFunctions::StateMachine')) {
    const { StateMachineType: type, RoleArn: roleArn, DefinitionString: definition } = properties;
    const created = await sfn.send(new CreateStateMachineCommand({ name, type, roleArn, definition }));
    arns.set(name, created.stateMachineArn);
  }
  const start = (machine: string, input: object) => ({
    stateMachineArn: arns.get(`${stack.name}-${machine}`),
    input: JSON.stringify(input),
  });

  return {
    dynamodb,
    published,
    async execute(machine, input) {
      const { executionArn } = await sfn.send(new StartExecutionCommand(start(machine, input)));
      await engine.execution(String(executionArn))?.finished;
      return outputOf(await sfn.send(new DescribeExecutionCommand({ executionArn })));
    },
    ask: async (machine, input) => outputOf(await sfn.send(new StartSyncExecutionCommand(start(machine, input)))),
    endBedrock: () => bedrock.close(),
    async close() {
      sfn.destroy();
      await Promise.all([stepFunctions.close(), dynamodb.close(), bedrock.close()]);
      lambda.remove();
      process.env = before;
    },
  };
}

interface Ended {
  readonly status?: string | undefined;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

function outputOf({ status, output, error, cause }: Ended): unknown {
  if (status === 'SUCCEEDED' && output !== undefined) return JSON.parse(output);
  throw new Error(`The execution ended as ${status}: ${error} ${cause}`);
}
