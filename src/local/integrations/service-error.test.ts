import { expect, test } from '@jest/globals';
import { javaName } from './service-error.js';

test.each([
  ['DynamoDB', 'DynamoDb'],
  ['SFN', 'Sfn'],
  ['S3', 'S3'],
  ['EventBridge', 'EventBridge'],
  ['Bedrock Runtime', 'BedrockRuntime'],
  ['Secrets Manager', 'SecretsManager'],
  ['CloudWatch Logs', 'CloudWatchLogs'],
  ['SQS', 'Sqs'],
])('%s is called %s', (serviceId, expected) => {
  expect(javaName(serviceId)).toBe(expected);
});
