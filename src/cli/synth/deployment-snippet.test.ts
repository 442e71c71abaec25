import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { deploymentSnippet } from './deployment-snippet.js';

const machine = {
  name: 'nightly-batch',
  file: 'nightly-batch.asl.json',
  substitutions: {
    GenerateFunctionArn: { 'Fn::GetAtt': ['GenerateFunction', 'Arn'] },
    CircuitTable: { Ref: 'CircuitTable' },
    Topic: { 'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:1:"t"' },
  },
} as const;

test('asl is for no tool in particular', () => {
  expect(deploymentSnippet.asl(machine)).toBe('');
});

test('sam: a resource, with tags for intrinsics', () => {
  const tag = (name: string) => ({ tag: `!${name}`, resolve: (text: string) => ({ [name]: text }) });
  const template: unknown = parse(deploymentSnippet.sam(machine), { customTags: ['GetAtt', 'Ref', 'Sub'].map(tag) });
  expect(template).toEqual({
    NightlyBatchStateMachine: {
      Type: 'AWS::Serverless::StateMachine',
      Properties: {
        DefinitionUri: 'nightly-batch.asl.json',
        DefinitionSubstitutions: {
          GenerateFunctionArn: { GetAtt: 'GenerateFunction.Arn' },
          CircuitTable: { Ref: 'CircuitTable' },
          Topic: { Sub: machine.substitutions.Topic['Fn::Sub'] },
        },
      },
    },
  });
});

test('cdk: a construct, with the functions for intrinsics', () => {
  expect(deploymentSnippet.cdk(machine)).toBe(`new StateMachine(this, 'NightlyBatch', {
  definitionBody: DefinitionBody.fromFile('nightly-batch.asl.json'),
  definitionSubstitutions: {
    GenerateFunctionArn: Fn.getAtt("GenerateFunction", "Arn").toString(),
    CircuitTable: Fn.ref("CircuitTable"),
    Topic: Fn.sub("arn:\${AWS::Partition}:sns:\${AWS::Region}:1:\\"t\\""),
  },
});
`);
});

test('terraform: a resource that says what its values are to be', () => {
  expect(deploymentSnippet.terraform(machine)).toBe(`resource "aws_sfn_state_machine" "nightly_batch" {
  name     = "nightly-batch"
  role_arn = aws_iam_role.nightly_batch.arn
  definition = templatefile("\${path.module}/nightly-batch.asl.json", {
    GenerateFunctionArn = "…" # Arn of GenerateFunction
    CircuitTable = "…" # CircuitTable
    Topic = "…" # arn:\${AWS::Partition}:sns:\${AWS::Region}:1:"t"
  })
}
`);
});
