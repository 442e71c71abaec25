import { rmSync } from 'node:fs';
import { describe, expect, test, afterAll } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  bedrock,
  cfnRef,
  dynamodb,
  events,
  getAtt,
  integration,
  lambda,
  sns,
  sqs,
  startExecution,
  sub,
  workflow,
} from '../asl/index.js';
import { circuitBreakerMachine, target } from '../breaker/index.js';
import { BreakerMachine, INLINE_BYTES, type BreakerMachineProps } from './index.js';

const outdirs: string[] = [];
afterAll(() => outdirs.forEach((directory) => rmSync(directory, { recursive: true })));

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, never>> }>
  >;
}

/** A stack as CloudFormation gets it: synthesised, its tokens resolved. */
function synthesised(build: (stack: Stack) => void): Template {
  const app = new App({ analyticsReporting: false });
  outdirs.push(app.outdir);
  const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
  build(stack);
  return app.synth().getStackByName('Shop').template as Template;
}

const ofType = (template: Template, type: string): Readonly<Record<string, never>>[] =>
  Object.values(template.Resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []));

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** Who may do what: the statements of the machine's role, intrinsics shortened to the logical id without its hash. */
function granted(template: Template): unknown[] {
  const policies = ofType(template, 'AWS::IAM::Policy') as unknown as readonly {
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  }[];
  return policies.flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.map(({ Action, Resource, Condition }) => [
      Action,
      short(Resource),
      ...(Condition ? [Condition] : []),
    ]),
  );
}

function short(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(short);
  if (typeof value !== 'object' || value === null) return value;
  const [[name, content] = []] = Object.entries(value);
  if (name === 'Ref') return String(content).replace(/[0-9A-F]{8}$/, '');
  if (name === 'Fn::GetAtt') return (content as string[]).join('.').replace(/[0-9A-F]{8}\./, '.');
  if (name === 'Fn::Join') return (content as [string, unknown[]])[1].map(short).join((content as [string])[0]);
  return value;
}

const handler = (stack: Stack, id: string) =>
  new Function(stack, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => 1'),
  });

type Answer = (event: { id: string }) => Promise<string>;
const answer = lambda<Answer>(getAtt('AnswerFunction', 'Arn'));
const list = lambda<Answer>(getAtt('ListFunction', 'Arn'));
const breaker = (options = {}) =>
  circuitBreakerMachine<string>({
    targets: [target('model', answer, (id) => ({ id }), { circuit: 'eu-west-1/model' })],
    lastResort: [target('static', list, (id) => ({ id }))],
    ...options,
  });

const NAME = /^ShopNightly|^Shop-Nightly/;

describe('what the role may do, and what fills in the placeholders', () => {
  test('a breaker with circuits of its own', () => {
    const template = synthesised((stack) => {
      const functions = { AnswerFunction: handler(stack, 'Answer'), ListFunction: handler(stack, 'List') };
      new BreakerMachine(stack, 'Nightly', { machine: breaker(), functions });
    });
    const [machine] = ofType(template, 'AWS::StepFunctions::StateMachine');
    expect(machine?.['StateMachineName']).toMatch(NAME);
    expect(short(machine?.['DefinitionSubstitutions']?.['AnswerFunctionArn'])).toBe('Answer.Arn');
    expect(short(machine?.['DefinitionSubstitutions']?.['ListFunctionArn'])).toBe('List.Arn');
    expect(JSON.parse(String(machine?.['DefinitionString']))).toEqual(breaker().toDefinition().definition);
    expect(granted(template)).toEqual([
      ['lambda:InvokeFunction', ['Answer.Arn', 'List.Arn']],
      ['events:PutEvents', 'arn:AWS::Partition:events:eu-west-1:111122223333:event-bus/default'],
      [
        'states:StartExecution',
        `arn:AWS::Partition:states:eu-west-1:111122223333:stateMachine:${String(machine?.['StateMachineName'])}`,
      ],
    ]);
  });

  test('a breaker with shared circuits, on a bus of its own', () => {
    const template = synthesised((stack) => {
      new BreakerMachine(stack, 'Nightly', {
        machine: breaker({
          scope: 'shared',
          circuitTable: cfnRef('CircuitTable'),
          circuit: { eventBusName: 'circuits' },
        }),
        functions: { AnswerFunction: handler(stack, 'Answer'), ListFunction: handler(stack, 'List') },
        tables: {
          CircuitTable: new Table(stack, 'Circuits', { partitionKey: { name: 'circuit', type: AttributeType.STRING } }),
        },
        stateMachineName: 'nightly',
      });
    });
    const [machine] = ofType(template, 'AWS::StepFunctions::StateMachine');
    expect(short(machine?.['DefinitionSubstitutions']?.['CircuitTable'])).toBe('Circuits');
    expect(granted(template)).toEqual([
      ['lambda:InvokeFunction', ['Answer.Arn', 'List.Arn']],
      ['dynamodb:UpdateItem', 'Circuits.Arn'],
      // CloudWatch has no resources: AWS requires * here, and the namespace in a condition.
      ['cloudwatch:PutMetricData', '*', { StringEquals: { 'cloudwatch:namespace': 'Stepbreaker' } }],
      ['events:PutEvents', 'arn:AWS::Partition:events:eu-west-1:111122223333:event-bus/circuits'],
      ['dynamodb:BatchGetItem', 'Circuits.Arn'],
      ['states:StartExecution', 'arn:AWS::Partition:states:eu-west-1:111122223333:stateMachine:nightly'],
    ]);
  });

  test('a workflow with tables, queues, topics, models and other machines', () => {
    const { machine: built, input } = workflow<{ input: { id: string } }>();
    const key = { id: { S: input.id } };
    const order = built({
      startAt: 'Read',
      states: {
        Read: {
          type: 'Task',
          call: dynamodb.getItem({ TableName: cfnRef('Orders') as never, Key: key }),
          next: 'Find',
        },
        Find: {
          type: 'Task',
          call: integration<object, object>('aws-sdk:dynamodb:query')({ TableName: 'archive', IndexName: 'byDay' }),
          next: 'Send',
        },
        Send: {
          type: 'Task',
          call: sqs.sendMessage({ QueueUrl: cfnRef('Mails') as never, MessageBody: 'x' }),
          next: 'Tell',
        },
        Tell: { type: 'Task', call: sns.publish({ TopicArn: cfnRef('News') as never, Message: 'x' }), next: 'Event' },
        Event: {
          type: 'Task',
          call: events.putEvents({ Entries: [{ Source: 's', DetailType: 'd', Detail: {}, EventBusName: 'orders' }] }),
          next: 'Ask',
        },
        Ask: { type: 'Task', call: bedrock.invokeModel({ ModelId: 'amazon.nova-lite-v1:0', Body: {} }), next: 'Start' },
        Start: {
          type: 'Task',
          call: startExecution(
            {} as { types?: { input: { a: number }; output: number } },
            sub('arn:aws:states:${AWS::Region}:111122223333:stateMachine:bill'),
          )({ a: 1 }),
          next: 'Glue',
        },
        Glue: { type: 'Task', call: integration<object, object>('glue:startJobRun')({ JobName: 'sum' }), next: 'Done' },
        Done: { type: 'Succeed' },
      },
    });
    const template = synthesised((stack) => {
      const encryption = new Key(stack, 'Key');
      new BreakerMachine(stack, 'Order', {
        machine: order,
        tables: {
          Orders: new Table(stack, 'OrderTable', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
        },
        queues: { Mails: new Queue(stack, 'MailQueue', { encryptionMasterKey: encryption }) },
        topics: { News: new Topic(stack, 'NewsTopic') },
        permissions: {
          'glue:startJobRun': new PolicyStatement({
            actions: ['glue:StartJobRun'],
            resources: ['arn:aws:glue:eu-west-1:111122223333:job/sum'],
          }),
        },
      });
    });
    expect(granted(template)).toEqual([
      ['dynamodb:GetItem', 'OrderTable.Arn'],
      ['dynamodb:Query', 'arn:AWS::Partition:dynamodb:eu-west-1:111122223333:table/archive/index/byDay'],
      ['sqs:SendMessage', 'MailQueue.Arn'],
      [['kms:Decrypt', 'kms:GenerateDataKey'], 'Key.Arn'],
      ['sns:Publish', 'NewsTopic'],
      ['events:PutEvents', 'arn:AWS::Partition:events:eu-west-1:111122223333:event-bus/orders'],
      ['bedrock:InvokeModel', 'arn:AWS::Partition:bedrock:AWS::Region::foundation-model/amazon.nova-lite-v1:0'],
      ['states:StartExecution', { 'Fn::Sub': 'arn:aws:states:${AWS::Region}:111122223333:stateMachine:bill' }],
      [['states:DescribeExecution', 'states:StopExecution'], expect.anything()],
      [
        ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        'arn:AWS::Partition:events:eu-west-1:111122223333:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule',
      ],
      ['glue:StartJobRun', 'arn:aws:glue:eu-west-1:111122223333:job/sum'],
    ]);
    const [machine] = ofType(template, 'AWS::StepFunctions::StateMachine');
    expect(Object.keys(machine?.['DefinitionSubstitutions'] ?? {})).toEqual([
      'Orders',
      'Mails',
      'News',
      expect.any(String),
    ]);
  });
});

test('every name that is missing or that nothing uses, at once', () => {
  const { machine } = workflow();
  const ask = machine({
    startAt: 'Ask',
    states: {
      Ask: { type: 'Task', call: bedrock.invokeModel({ ModelId: 'eu.amazon.nova-lite-v1:0', Body: {} }), next: 'Note' },
      Note: { type: 'Pass', output: { parameter: cfnRef('Limit') as never }, next: 'Done' },
      Done: { type: 'Succeed' },
    },
  });
  const problems = (props: (stack: Stack) => BreakerMachineProps) => {
    try {
      synthesised((stack) => new BreakerMachine(stack, 'Nightly', props(stack)));
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(
    problems((stack) => ({
      machine: breaker({ scope: 'shared', circuitTable: cfnRef('CircuitTable') }),
      functions: { AnswerFunction: handler(stack, 'Answer'), Typo: handler(stack, 'List') },
      queues: { Mails: new Queue(stack, 'Mails') },
    })),
  ).toBe(`BreakerMachine Shop/Nightly: 4 problems
  tables.CircuitTable: missing
  functions.ListFunction: missing
  functions.Typo: no state calls it
  queues.Mails: no state uses it`);
  expect(
    problems(() => ({
      machine: ask,
      values: { Limt: '3' },
      permissions: { 'glue:startJobRun': new PolicyStatement({ actions: ['glue:StartJobRun'], resources: ['x'] }) },
    })),
  ).toBe(`BreakerMachine Shop/Nightly: 4 problems
  values['Limit']: missing
  values.Limt: no state uses it
  permissions['bedrock:invokeModel']: missing; state 'Ask' does not tell what it calls, so give a PolicyStatement
  permissions['glue:startJobRun']: no state needs it`);
});

test('functions and values that are known by their ARN, literals and tokens', () => {
  const template = synthesised((stack) => {
    const own = handler(stack, 'Own');
    const { machine } = workflow();
    const literal = machine({
      startAt: 'Name',
      states: {
        Name: { type: 'Task', call: lambda<Answer>('by-name', [], { qualifier: 'live' })({ id: '1' }), next: 'Token' },
        Token: { type: 'Task', call: lambda<Answer>(own.functionArn)({ id: '1' }), next: 'Value' },
        Value: { type: 'Task', call: answer({ id: '1' }), next: 'Done' },
        Done: { type: 'Succeed' },
      },
    });
    const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:other';
    new BreakerMachine(stack, 'Literal', { machine: literal, values: { 'AnswerFunction.Arn': arn } });
  });
  const [resource] = ofType(template, 'AWS::StepFunctions::StateMachine');
  expect(JSON.stringify(resource?.['DefinitionString'])).toContain('{"Fn::GetAtt":["Own');
  expect(granted(template)).toEqual([
    [
      'lambda:InvokeFunction',
      [
        'arn:AWS::Partition:lambda:eu-west-1:111122223333:function:by-name:live',
        'Own.Arn',
        'arn:aws:lambda:eu-west-1:111122223333:function:other',
      ],
    ],
  ]);
});

test('a Distributed Map runs children of its machine, and reads and writes objects', () => {
  const child = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } }, ProcessorConfig: { Mode: 'DISTRIBUTED' } };
  const io = (action: string, more: object) => ({
    Resource: `arn:aws:states:::s3:${action}`,
    Arguments: { Bucket: 'data', ...more },
  });
  const States = {
    Each: {
      Type: 'Map',
      ItemProcessor: child,
      ItemReader: io('getObject', { Key: 'orders.ndjson' }),
      ResultWriter: io('putObject', { Prefix: 'results/' }),
      End: true,
    },
  };
  const definition = { QueryLanguage: 'JSONata' as const, StartAt: 'Each', States };
  const machine = { toDefinition: () => ({ definition, substitutions: {} }) };
  const template = synthesised((stack) => new BreakerMachine(stack, 'Batch', { machine, stateMachineName: 'batch' }));
  const states = 'arn:AWS::Partition:states:eu-west-1:111122223333';
  expect(granted(template)).toEqual([
    ['states:StartExecution', `${states}:stateMachine:batch`],
    [
      ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
      [`${states}:execution:batch:*`, `${states}:execution:batch/*`],
    ],
    ['s3:GetObject', 'arn:AWS::Partition:s3:::data/orders.ndjson'],
    ['s3:PutObject', 'arn:AWS::Partition:s3:::data/results/*'],
  ]);
});

test('a definition too large for a request is an asset', () => {
  const comment = 'x'.repeat(INLINE_BYTES);
  const definition = { Comment: comment, StartAt: 'A', States: { A: { Type: 'Succeed' } } };
  const machine = { toDefinition: () => ({ definition, substitutions: {} }) };
  const [large] = ofType(
    synthesised((stack) => new BreakerMachine(stack, 'Large', { machine })),
    'AWS::StepFunctions::StateMachine',
  );
  expect(large).toMatchObject({ DefinitionS3Location: { Key: expect.stringMatching(/\.json$/) } });
  expect(large).not.toHaveProperty('DefinitionString');
});

test('an alarm that says what to do, and graphs', () => {
  const template = synthesised((stack) => {
    const functions = { AnswerFunction: handler(stack, 'Answer'), ListFunction: handler(stack, 'List') };
    const nightly = new BreakerMachine(stack, 'Nightly', {
      machine: breaker(),
      functions,
      stateMachineName: 'nightly',
    });
    nightly.failedExecutionsAlarm();
    new Dashboard(stack, 'Dashboard', { widgets: [nightly.dashboardWidgets()] });
  });
  const [alarm] = ofType(template, 'AWS::CloudWatch::Alarm') as unknown as readonly {
    readonly AlarmDescription: unknown;
    readonly Threshold: number;
    readonly Metrics: readonly { readonly MetricStat?: { readonly Metric: { readonly MetricName: string } } }[];
  }[];
  expect(alarm?.Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric.MetricName ?? [])).toEqual([
    'ExecutionsFailed',
    'ExecutionsTimedOut',
    'ExecutionsAborted',
  ]);
  expect(alarm?.Threshold).toBe(1);
  expect(alarm?.AlarmDescription).toContain(
    'Remedy: npx --no stepbreaker executions list --machine nightly, then npx --no stepbreaker executions restart EXECUTION',
  );
  const [dashboard] = ofType(template, 'AWS::CloudWatch::Dashboard');
  const body = String(short(dashboard?.['DashboardBody']));
  expect(body).toContain('Nightly: executions');
  expect(body).toContain('"label":"ListFunction"');
});
