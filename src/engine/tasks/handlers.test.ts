import { describe, expect, test } from '@jest/globals';
import { Handlers } from './handlers.js';

describe('Handlers', () => {
  test('finds a function by its name and by its ARN', () => {
    const handlers = new Handlers();
    const handler = (): void => {};
    handlers.setLambda('arn:aws:lambda:eu-west-1:111111111111:function:f:live', handler);
    expect(handlers.lambda('f')).toBe(handler);
    expect(handlers.lambda('arn:aws:lambda:us-east-1:123456789012:function:f')).toBe(handler);
  });

  test('finds an integration in any of its patterns', () => {
    const handlers = new Handlers();
    const handler = (): void => {};
    handlers.setIntegration('arn:aws:states:::sqs:sendMessage.waitForTaskToken', handler);
    expect(handlers.integration('sqs:sendMessage')).toBe(handler);
  });

  test('says what to register, in a failure that nothing catches', () => {
    const handlers = new Handlers();
    for (const look of [
      () => handlers.lambda('f'),
      () => handlers.integration('a:b'),
      () => handlers.lambda('__proto__'),
    ]) {
      expect(look).toThrow(expect.objectContaining({ error: 'States.Runtime', catchable: false }));
    }
  });
});
