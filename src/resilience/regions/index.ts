/** @module resilience/regions: what all tasks know about regions, and the circuits of models in them. */
export { dynamoDbLiveSignals, type DynamoDbLiveSignalsOptions } from './dynamodb-live-signals.js';
export type { LiveSignals } from './live-signals.js';
export { memoryLiveSignals } from './memory-live-signals.js';
export { openLiveSignals, type OpenedLiveSignals } from './open-live-signals.js';
export { redisLiveSignals } from './redis-live-signals.js';
export { createRegionHealth, type RegionHealthOptions, type RegionHealthStore } from './region-health.js';
export { regionOrder } from './region-order.js';
export { circuitKey, type ModelTarget } from '../../circuit/index.js';
export { targetCircuits, type TargetCircuits } from './target-circuits.js';
