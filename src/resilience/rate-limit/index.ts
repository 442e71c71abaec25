/** @module resilience/rate-limit: one rate for all executions that call models. */
export { dynamoDbRateLimitStore, type DynamoDbRateLimitStoreOptions } from './dynamodb-rate-limit-store.js';
export { memoryRateLimitStore } from './memory-rate-limit-store.js';
export { openRateLimitStore, type OpenedRateLimitStore } from './open-rate-limit-store.js';
export { createRateLimit, type RateLimit, RateLimitedError, type RateLimitOptions } from './rate-limit.js';
export type { RateLimitRule, RateLimitStore, Turn } from './rate-limit-store.js';
export { redisRateLimitStore } from './redis-rate-limit-store.js';
