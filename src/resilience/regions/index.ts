/** @module resilience/regions: a model in whichever approved region works, and what all tasks know about regions. */
export { AllRegionsUnavailable, type FailedRegion } from './all-regions-unavailable.js';
export type { ModelTier, RegionalMode } from './call-plan.js';
export { dynamoDbLiveSignals, type DynamoDbLiveSignalsOptions } from './dynamodb-live-signals.js';
export type { LiveSignals } from './live-signals.js';
export { memoryLiveSignals } from './memory-live-signals.js';
export {
  createMultiRegionBedrockClient,
  type MultiRegionBedrockClient,
  type MultiRegionBedrockOptions,
  type RegionalAnswer,
  type RegionalRequest,
} from './multi-region-bedrock-client.js';
export { openLiveSignals, type OpenedLiveSignals } from './open-live-signals.js';
export {
  replacePersonalFields,
  type LeaveHomeRegion,
  type ModelInput,
  type PersonalFields,
} from './personal-fields.js';
export { redisLiveSignals } from './redis-live-signals.js';
export { createRegionHealth, type RegionHealthOptions, type RegionHealthStore } from './region-health.js';
export { regionOrder } from './region-order.js';
export { circuitKey, type ModelTarget } from '../../circuit/index.js';
export { targetCircuits, type TargetCircuits } from './target-circuits.js';
