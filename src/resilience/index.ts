/**
 * @module stepbreaker/resilience: what keeps calls to a service that may fail bounded, shared and replaceable: circuits, their
 * stores, retry budget, rate limit, health of regions, configuration and a cache. Works without any AWS package; those of a
 * store are loaded when that store is opened.
 */
export { CONNECTION_ERROR, MODEL_TIMEOUT, type BedrockFailure, bedrockFailure } from './bedrock-error.js';
export { type Clock, type ClockTimeout, realTime } from './clock.js';
export * from './cache/index.js';
export * from './circuit/index.js';
export * from './configuration/index.js';
export type { DynamoDbClient } from './dynamodb-client.js';
export * from './rate-limit/index.js';
export * from './regions/index.js';
export { openRedis, type OpenedRedis } from './redis/open-redis.js';
export { createRetryBudget, type RetryBudget, type RetryBudgetOptions } from './retry-budget.js';
export { type Random, seededRandom } from './seeded-random.js';
export { storeAddress, type StoreAddress, StoreAddressError } from './store-address.js';
export type { Measurement, Telemetry } from './telemetry.js';
export { MissingPackageError } from '../runtime/optional-package.js';
