import { describe, expect, test } from '@jest/globals';
import { functionNameOf, integrationNameOf, parseTaskResource } from './task-resource.js';

describe('parseTaskResource', () => {
  test.each([
    ['arn:aws:lambda:us-east-1:123456789012:function:f', { kind: 'lambda-function', functionName: 'f' }],
    ['arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST', { kind: 'lambda-function', functionName: 'f' }],
    ['arn:aws:states:us-east-1:123456789012:activity:a', { kind: 'activity' }],
    [
      'arn:aws:states:::dynamodb:putItem',
      { kind: 'integration', api: 'dynamodb:putItem', service: 'dynamodb', action: 'putItem', pattern: 'request' },
    ],
    [
      'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
      { api: 'aws-sdk:sfn:sendTaskSuccess', service: 'aws-sdk:sfn', action: 'sendTaskSuccess' },
    ],
    [
      'arn:aws:states:::states:startExecution.sync:2',
      { api: 'states:startExecution', action: 'startExecution.sync:2', pattern: 'sync:2' },
    ],
    ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', { action: 'sendMessage.waitForTaskToken', pattern: 'token' }],
    ['arn:aws:states:::glue:startJobRun.sync', { pattern: 'sync' }],
  ])('reads %s', (arn, expected) => {
    expect(parseTaskResource(arn)).toMatchObject(expected);
  });

  test.each(['', 'lambda', 'arn:aws:s3:::bucket', 'arn:aws:states:::lambda:invoke.later'])('refuses %j', (arn) => {
    expect(parseTaskResource(arn)).toBeUndefined();
  });
});

describe('names of handlers', () => {
  test('come from names and ARNs alike', () => {
    expect(functionNameOf('f')).toBe('f');
    expect(functionNameOf('f:live')).toBe('f');
    expect(functionNameOf('arn:aws:lambda:us-east-1:123456789012:function:f:live')).toBe('f');
    expect(integrationNameOf('events:putEvents')).toBe('events:putEvents');
    expect(integrationNameOf('sqs:sendMessage.waitForTaskToken')).toBe('sqs:sendMessage');
    expect(integrationNameOf('arn:aws:states:::aws-sdk:s3:getObject')).toBe('aws-sdk:s3:getObject');
    expect(() => integrationNameOf('putEvents')).toThrow("'putEvents' is not an integration");
  });
});
