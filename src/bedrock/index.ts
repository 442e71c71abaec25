/**
 * @module stepbreaker/bedrock: calls to the models of Amazon Bedrock that are bounded in time, retried with care and served by
 * another region when one fails. Needs the packages `@aws-sdk/client-bedrock-runtime` and `@smithy/node-http-handler`.
 */
export {
  type BedrockClient,
  type BedrockClientOptions,
  createBedrockClient,
  type ModelCall,
} from './bedrock-client.js';
export { MAX_RETRIES, retryLimit } from './bedrock-retry-limits.js';
export { RETRY_DELAYS_MS } from './bedrock-retry-strategy.js';
export { configuredBedrockClient, configuredRetries } from './configured-bedrock-client.js';
export * from './latency/index.js';
export { withRateLimit } from './with-rate-limit.js';
export * from './regions/index.js';
