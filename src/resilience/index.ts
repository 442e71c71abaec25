/** @module stepbreaker/resilience: what keeps one call to a model bounded, retried with care and replaceable. */
export { CONNECTION_ERROR, MODEL_TIMEOUT, type BedrockFailure, bedrockFailure } from './bedrock-error.js';
export { MAX_RETRIES, retryLimit } from './bedrock-retry-limits.js';
export { RETRY_DELAYS_MS, type Random } from './bedrock-retry-strategy.js';
export {
  type BedrockClient,
  type BedrockClientOptions,
  createBedrockClient,
  type ModelCall,
} from './bedrock-client.js';
export { type Clock, type ClockTimeout, realTime } from './clock.js';
export * from './cache/index.js';
export * from './circuit/index.js';
export * from './configuration/index.js';
export * from './latency/index.js';
export * from './rate-limit/index.js';
export * from './regions/index.js';
export { openRedis, type OpenedRedis } from './redis/open-redis.js';
export { configuredBedrockClient, configuredRetries } from './configured-bedrock-client.js';
export { createRetryBudget, type RetryBudget, type RetryBudgetOptions } from './retry-budget.js';
export { seededRandom } from './seeded-random.js';
export type { Measurement, Telemetry } from './telemetry.js';
export { MissingPackageError } from '../optional-package.js';
