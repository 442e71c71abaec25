import { describe, expect, test } from '@jest/globals';
import { parseArn } from './arn.js';

describe('parseArn', () => {
  test('takes an ARN apart', () => {
    expect(parseArn('arn:aws:states:eu-central-1:123456789012:execution:machine:run', 'execution')).toEqual({
      region: 'eu-central-1',
      accountId: '123456789012',
      type: 'execution',
      parts: ['machine', 'run'],
    });
  });

  test.each([
    ['', 'Invalid ARN prefix: '],
    ['machine', 'Invalid ARN prefix: machine'],
    ['arn:aws:lambda:us-east-1:123456789012:function:f', 'Invalid ARN service: lambda'],
    ['arn:aws:states::123456789012:stateMachine:m', 'Invalid ARN region: arn:aws:states::123456789012:stateMachine:m'],
    ['arn:aws:states:us-east-1:12:stateMachine:m', 'Invalid ARN account: arn:aws:states:us-east-1:12:stateMachine:m'],
    ['arn:aws:states:us-east-1:123456789012:activity:a', 'Resource type not valid in this context: activity'],
    ['arn:aws:states:us-east-1:123456789012:__proto__:a', 'Resource type not valid in this context: __proto__'],
    [
      'arn:aws:states:us-east-1:123456789012:stateMachine',
      'Invalid ARN resource: arn:aws:states:us-east-1:123456789012:stateMachine',
    ],
    [
      'arn:aws:states:us-east-1:123456789012:stateMachine:',
      'Invalid ARN resource: arn:aws:states:us-east-1:123456789012:stateMachine:',
    ],
  ])('refuses %j', (arn, why) => {
    expect(() => parseArn(arn, 'stateMachine')).toThrow(
      expect.objectContaining({ name: 'InvalidArn', message: `Invalid Arn: '${why}'` }),
    );
  });
});
