import { expect, test } from '@jest/globals';
import { retryLimit } from './bedrock-retry-limits.js';

test.each([
  ['ThrottlingException', 429, 3],
  ['ModelNotReadyException', 429, 3],
  ['ServiceUnavailableException', 503, 3],
  ['InternalServerException', 500, 2],
  ['ModelTimeoutException', 408, 1],
  ['ModelErrorException', 424, 1],
  ['ConnectionError', undefined, 1],
  ['ValidationException', 400, 0],
  ['AccessDeniedException', 403, 0],
  ['ResourceNotFoundException', 404, 0],
  ['ServiceQuotaExceededException', 400, 0],
  ['SomethingElse', undefined, 0],
  ['Unknown', 502, 1],
  ['Unknown', 504, 1],
  ['Unknown', 429, 3],
  ['ValidationException', 500, 0],
])('%s (%p) may be retried %d times', (name, status, retries) => {
  expect(retryLimit({ name, ...(status && { status }), dailyQuotaExhausted: false })).toBe(retries);
});

test('a daily quota is not retried, nor an error that the model blames on the request', () => {
  expect(retryLimit({ name: 'ThrottlingException', status: 429, dailyQuotaExhausted: true })).toBe(0);
  const refused = { name: 'ModelErrorException', status: 424, dailyQuotaExhausted: false };
  expect(retryLimit({ ...refused, originalStatus: 400 })).toBe(0);
  expect(retryLimit({ ...refused, originalStatus: 503 })).toBe(1);
});
