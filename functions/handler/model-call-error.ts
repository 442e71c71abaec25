import type { ModelTarget } from '../../src/circuit/index.js';
import { bedrockFailure } from '../../src/resilience/bedrock-error.js';
import { RateLimitedError } from '../../src/resilience/rate-limit/rate-limit.js';
import { FunctionError } from './function-error.js';

/**
 * What a failed model call is reported as: AWS's name, and a message in our own words, since AWS's may quote the
 * request. Two facts are kept for the circuit: a used-up daily quota, and the status of the model's own server. A call
 * that our own rate limit refused says so itself.
 */
export function modelCallError(error: unknown, { region, modelId }: ModelTarget): FunctionError {
  if (error instanceof RateLimitedError) return new FunctionError(error.name, error.message);
  const { name, status, originalStatus, dailyQuotaExhausted } = bedrockFailure(error);
  const facts = [
    status === undefined ? 'no answer' : `status ${status}`,
    ...(originalStatus === undefined ? [] : [`originalStatusCode ${originalStatus}`]),
    ...(dailyQuotaExhausted ? ['too many tokens per day'] : []),
  ];
  return new FunctionError(name, `${modelId} in ${region}: ${facts.join(', ')}.`);
}
