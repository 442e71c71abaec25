import { expect, test } from '@jest/globals';
import { RateLimitedError } from '../../src/resilience/rate-limit/rate-limit.js';
import { modelCallError } from './model-call-error.js';

const target = { region: 'us-east-1', modelId: 'model' };

test.each([
  [
    { name: 'ThrottlingException', message: 'Too many tokens per day, wait', $metadata: { httpStatusCode: 429 } },
    'status 429, too many tokens per day',
  ],
  [
    { name: 'ModelErrorException', originalStatusCode: 400, $metadata: { httpStatusCode: 424 } },
    'status 424, originalStatusCode 400',
  ],
  [
    { name: 'ValidationException', message: 'messages.0: the reader rated', $metadata: { httpStatusCode: 400 } },
    'status 400',
  ],
])('%j keeps its name and the facts, not the text', (fields, facts) => {
  const error = modelCallError(Object.assign(new Error(''), fields), target);
  expect(error).toMatchObject({ name: fields.name, message: `model in us-east-1: ${facts}.` });
});

test('a turn that was refused is no failure of the model, and says what to do', () => {
  const refused = new RateLimitedError('batch', { requestsPerSecond: 20, burst: 20, maxWaitMs: 10_000 });
  expect(modelCallError(refused, target)).toMatchObject({
    name: 'TooManyRequestsException',
    message: expect.stringMatching(/more than 10000 ms away at 20 requests a second.*raise rateLimit/),
  });
});
