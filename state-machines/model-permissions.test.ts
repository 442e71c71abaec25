import { expect, test } from '@jest/globals';
import { invokedModelArns } from './model-permissions.js';

const arns = (region: string, modelId: string) => invokedModelArns([{ region, modelId }]).map((arn) => arn['Fn::Sub']);

test('a profile is called in this account, its model in every region behind it', () => {
  expect(arns('ap-northeast-1', 'jp.anthropic.claude-sonnet-4-5-20250929-v1:0')).toEqual([
    'arn:${AWS::Partition}:bedrock:ap-northeast-1:${AWS::AccountId}:inference-profile/jp.anthropic.claude-sonnet-4-5-20250929-v1:0',
    'arn:${AWS::Partition}:bedrock:ap-northeast-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0',
    'arn:${AWS::Partition}:bedrock:ap-northeast-3::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0',
  ]);
});

test('a model is called in its region; an ARN is taken as it is', () => {
  expect(arns('us-west-2', 'anthropic.claude-3-haiku-20240307-v1:0')).toEqual([
    'arn:${AWS::Partition}:bedrock:us-west-2::foundation-model/anthropic.claude-3-haiku-20240307-v1:0',
  ]);
  const profile = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc';
  expect(arns('us-east-1', profile)).toEqual([profile]);
});

test('what two models share is named once', () => {
  const model = { region: 'us-east-1', modelId: 'us.amazon.nova-lite-v1:0' };
  expect(invokedModelArns([model, model])).toHaveLength(4);
});

test('a profile whose regions are not known is refused', () => {
  expect(() => arns('us-east-1', 'moon.amazon.nova-lite-v1:0')).toThrow(
    'its prefix is "moon", known are us, jp, au, eu. Add its regions',
  );
});
