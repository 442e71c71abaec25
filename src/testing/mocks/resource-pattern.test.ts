import { describe, expect, test } from '@jest/globals';
import { matchesResource, resourceNames } from './resource-pattern.js';

const charge = 'arn:aws:lambda:us-east-1:123456789012:function:charge';
const names = {
  lambda: resourceNames(`${charge}:live`, {}),
  invoke: resourceNames('arn:aws:states:::lambda:invoke.waitForTaskToken', { FunctionName: 'charge:live' }),
  placeholder: resourceNames('arn:aws:states:::lambda:invoke', { FunctionName: '${ChargeFunction.Arn}' }),
  sqs: resourceNames('arn:aws:states:::sqs:sendMessage.waitForTaskToken', {}),
  sdk: resourceNames('arn:aws:states:::aws-sdk:dynamodb:putItem', {}),
};

describe('matchesResource', () => {
  test.each<[keyof typeof names, string | RegExp]>([
    ['lambda', 'charge'],
    ['lambda', `${charge}:live`],
    ['lambda', '*:function:ch*'],
    ['invoke', 'charge'],
    ['invoke', 'lambda:invoke'],
    ['invoke', 'lambda:*'],
    ['placeholder', 'ChargeFunction'],
    ['placeholder', /^Charge/],
    ['sqs', 'sqs:sendMessage'],
    ['sqs', 'sqs:sendMessage.waitForTaskToken'],
    ['sqs', 'arn:aws:states:::sqs:*'],
    ['sdk', 'aws-sdk:dynamodb:*'],
    ['sdk', '*:putItem'],
  ])('%s is matched by %s', (name, pattern) => {
    expect(matchesResource(pattern, names[name])).toBe(true);
  });

  test.each<[keyof typeof names, string | RegExp]>([
    ['lambda', 'charg'],
    ['invoke', 'lambda'],
    ['sqs', 'sqs.sendMessage'],
    ['sdk', 'dynamodb:putItem'],
    ['sdk', /^put/],
  ])('%s is not matched by %s', (name, pattern) => {
    expect(matchesResource(pattern, names[name])).toBe(false);
  });

  test('a global expression matches every time', () => {
    const pattern = /sqs/g;
    expect([1, 2, 3].map(() => matchesResource(pattern, names.sqs))).toEqual([true, true, true]);
  });
});
