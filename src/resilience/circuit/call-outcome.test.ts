import { expect, test } from '@jest/globals';
import { errorClassesWith } from '../../circuit/index.js';
import { callOutcome } from './call-outcome.js';

const failed = (name: string, fields: object = {}) => Object.assign(new Error('told'), { name, ...fields });

test.each([
  ['throttling', failed('ThrottlingException'), 'counted'],
  ['service unavailable', failed('ServiceUnavailableException'), 'counted'],
  ['an internal error', failed('InternalServerException'), 'counted'],
  ['a model that took too long', failed('ModelTimeoutException'), 'counted'],
  ['our own time limit', new DOMException('limit', 'TimeoutError'), 'counted'],
  ['a connection that was refused', failed('Error', { code: 'ECONNREFUSED' }), 'counted'],
  ['the day’s quota', failed('ThrottlingException', { message: 'Too many tokens per day' }), 'exhausted'],
  ['validation', failed('ValidationException'), 'uncounted'],
  ['access denied', failed('AccessDeniedException'), 'uncounted'],
  ['a model’s server error', failed('ModelErrorException', { originalStatusCode: 500 }), 'counted'],
  ['a model’s refusal', failed('ModelErrorException', { originalStatusCode: 424 }), 'uncounted'],
  ['an error nobody knows', failed('Surprise'), 'uncounted'],
  ['what is no error', 'text', 'uncounted'],
])('%s', (_what, error, outcome) => {
  expect(callOutcome(error)).toBe(outcome);
});

test('a circuit’s own error names come first', () => {
  const classes = errorClassesWith({ counted: ['Surprise'], hop: ['ThrottlingException'] });
  expect(callOutcome(failed('Surprise'), classes)).toBe('counted');
  expect(callOutcome(failed('ThrottlingException'), classes)).toBe('uncounted');
});
