import { describe, expect, test } from '@jest/globals';
import { bedrockFailure } from './bedrock-error.js';

const error = (fields: object) => Object.assign(new Error('…'), fields);

describe('bedrockFailure', () => {
  test('reads what the AWS SDK puts on an error', () => {
    const failed = { name: 'ModelErrorException', $metadata: { httpStatusCode: 424 }, originalStatusCode: 400 };
    expect(bedrockFailure(error(failed))).toEqual({
      name: 'ModelErrorException',
      status: 424,
      originalStatus: 400,
      dailyQuotaExhausted: false,
    });
  });

  test.each([
    [{ name: 'BedrockRuntime.ThrottlingException' }, 'ThrottlingException'],
    [{ name: 'TimeoutError' }, 'ModelTimeoutException'],
    [{ name: 'AbortError' }, 'ModelTimeoutException'],
    [{ name: 'TimeoutError', code: 'ECONNRESET' }, 'ConnectionError'],
    [{ name: 'Error', code: 'ENOTFOUND' }, 'ConnectionError'],
    [{ name: '' }, 'Error'],
  ])('%j is a %s', (fields, name) => {
    expect(bedrockFailure(error(fields)).name).toBe(name);
  });

  test('tells a used-up daily quota by the message', () => {
    const message = 'Too many tokens per day, please wait before trying again.';
    expect(bedrockFailure(error({ name: 'ThrottlingException', message })).dailyQuotaExhausted).toBe(true);
  });

  test.each([undefined, null, 'text', 7])('anything may be thrown: %p', (thrown) => {
    expect(bedrockFailure(thrown)).toEqual({ name: 'Error', dailyQuotaExhausted: false });
  });
});
