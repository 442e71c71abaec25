import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CelEngine, TemplateFile } from '@aws/cloudformation-validate';
import { afterAll, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { parse } from 'yaml';
import { cfnRef, getAtt, lambda, sqs, sub, workflow } from '../../asl/index.js';
import { BreakerMachine } from '../../cdk/index.js';
import { deploymentSnippet } from './deployment-snippet.js';

const generate = lambda<(event: { topic: string }) => Promise<string>>(getAtt('GenerateFunction', 'Arn'));
const { machine: build } = workflow();
const nightlyBatch = build({
  startAt: 'Generate',
  states: {
    Generate: {
      type: 'Task',
      call: generate({ topic: sub('arn:${AWS::Partition}:sns:${AWS::Region}:1:"t"-${Stage}') as never }),
      next: 'Send',
    },
    Send: {
      type: 'Task',
      call: sqs.sendMessage({ QueueUrl: cfnRef('Mails') as never, MessageBody: cfnRef('Greeting') as never }),
      next: 'Done',
    },
    Done: { type: 'Succeed' },
  },
});
const machine = { name: 'nightly-batch', file: 'nightly-batch.asl.json', ...nightlyBatch.toDefinition() };

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

test('asl is for no tool in particular', () => {
  expect(deploymentSnippet.asl(machine)).toBe('');
});

test('sam: a resource that CloudFormation takes, with tags for intrinsics', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepbreaker-sam-'));
  folders.push(folder);
  const snippet = deploymentSnippet.sam(machine);
  const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Greeting: { Type: String }
  Stage: { Type: String }
Resources:
  GenerateFunction:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: index.handler, InlineCode: exports.handler = () => 1 }
  Mails: { Type: AWS::SQS::Queue }
${snippet.replaceAll(/^(?=.)/gm, '  ')}`;
  writeFileSync(join(folder, 'template.yaml'), template);
  const engine = new CelEngine();
  try {
    const file = new TemplateFile(join(folder, 'template.yaml'));
    expect(engine.validateStandard(file, { severityLevel: 'ERROR' }).diagnostics).toEqual([]);
  } finally {
    engine.free();
  }
  const tag = (name: string) => ({ tag: `!${name}`, resolve: (text: string) => ({ [name]: text }) });
  const { Resources } = parse(template, { customTags: ['GetAtt', 'Ref', 'Sub'].map(tag) });
  expect(Resources.NightlyBatchStateMachine.Properties).toEqual({
    DefinitionUri: 'nightly-batch.asl.json',
    DefinitionSubstitutions: {
      GenerateFunctionArn: { GetAtt: 'GenerateFunction.Arn' },
      arnAWSPartitionsnsAWSRegion1tStage: { Sub: 'arn:${AWS::Partition}:sns:${AWS::Region}:1:"t"-${Stage}' },
      Mails: { Ref: 'Mails' },
      Greeting: { Ref: 'Greeting' },
    },
  });
});

test('cdk: a construct that synthesises in a stack with these variables', () => {
  const [head, ...call] = deploymentSnippet.cdk(machine).split('\n\n');
  expect(head).toBe(`import { BreakerMachine } from 'stepbreaker/cdk';`);
  const app = new App({ analyticsReporting: false });
  folders.push(app.outdir);
  const stack = new Stack(app, 'Shop');
  const code = { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = 1') };
  const variables = {
    BreakerMachine,
    nightlyBatch,
    generateFunction: new LambdaFunction(stack, 'Generate', code),
    mails: new Queue(stack, 'Mails'),
    greeting: 'hello',
    stage: 'prod',
  };
  new Function(...Object.keys(variables), call.join('\n')).call(stack, ...Object.values(variables));
  const { Resources } = app.synth().getStackByName('Shop').template;
  const [deployed] = Object.values<{ Type: string; Properties: object }>(Resources).filter(
    ({ Type }) => Type === 'AWS::StepFunctions::StateMachine',
  );
  expect(deployed?.Properties).toMatchObject({
    DefinitionSubstitutions: {
      GenerateFunctionArn: { 'Fn::GetAtt': [expect.stringMatching(/^Generate/), 'Arn'] },
      Mails: { Ref: expect.stringMatching(/^Mails/) },
      Greeting: 'hello',
    },
  });
});

test('serverless: a machine whose names are functions and resources', () => {
  expect(deploymentSnippet.serverless(machine))
    .toBe(`# GenerateFunction: a key of functions:, or a logical id of resources:
# Stage: a key of functions:, or a logical id of resources:
# Mails: a key of functions:, or a logical id of resources:
# Greeting: a key of functions:, or a logical id of resources:
stepFunctions:
  stateMachines:
    nightlyBatch:
      definition: \${file(nightly-batch.asl.json)}
`);
});

test('terraform: a resource that says what its values are to be', () => {
  expect(deploymentSnippet.terraform(machine)).toBe(`resource "aws_sfn_state_machine" "nightly_batch" {
  name     = "nightly-batch"
  role_arn = aws_iam_role.nightly_batch.arn
  definition = templatefile("\${path.module}/nightly-batch.asl.json", {
    GenerateFunctionArn = "…" # Arn of GenerateFunction
    arnAWSPartitionsnsAWSRegion1tStage = "…" # arn:\${AWS::Partition}:sns:\${AWS::Region}:1:"t"-\${Stage}
    Mails = "…" # Mails
    Greeting = "…" # Greeting
  })
}
`);
});
