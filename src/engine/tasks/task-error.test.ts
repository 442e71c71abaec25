import { describe, expect, test } from '@jest/globals';
import { integrationFailure, lambdaFailure, TaskError } from './task-error.js';

class NotEnoughStock extends Error {
  override readonly name = 'NotEnoughStock';
}

describe('what a handler throws', () => {
  test('becomes what the Lambda runtime reports', () => {
    const { error, cause = '' } = lambdaFailure(new NotEnoughStock('3 left'));
    expect(error).toBe('NotEnoughStock');
    expect(JSON.parse(cause)).toEqual({ errorType: 'NotEnoughStock', errorMessage: '3 left', trace: [] });
  });

  test('becomes name and message for an integration', () => {
    expect(integrationFailure(new NotEnoughStock('3 left'))).toMatchObject({
      error: 'NotEnoughStock',
      cause: '3 left',
    });
  });

  test('is taken at its word when it is a TaskError', () => {
    expect(lambdaFailure(new TaskError('E', 'C'))).toMatchObject({ error: 'E', cause: 'C' });
    expect(integrationFailure(new TaskError('E'))).toMatchObject({ error: 'E', cause: undefined });
    expect(new TaskError('E', 'C')).toMatchObject({ name: 'E', message: 'E: C' });
  });

  test.each([
    [null, 'null', 'null'],
    [undefined, 'undefined', 'undefined'],
    ['boom', 'string', 'boom'],
    [{ code: 1 }, 'object', '{"code":1}'],
    [7n, 'bigint', '7'],
  ])('may be anything: %p', (thrown, error, cause) => {
    expect(integrationFailure(thrown)).toMatchObject({ error, cause });
  });

  test('may even throw when it is looked at', () => {
    const { proxy, revoke } = Proxy.revocable(new Error('x'), {});
    revoke();
    expect(integrationFailure(proxy)).toMatchObject({ error: 'Error', cause: 'What the handler threw cannot be read' });
    const odd = Object.assign(new Error('x'), { name: 7, message: 7n });
    expect(lambdaFailure(odd)).toMatchObject({ error: 'Error', cause: expect.stringContaining('"errorMessage":"7"') });
  });
});
