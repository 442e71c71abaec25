/** @module bedrock/regions: a model in whichever approved region works. */
export { AllRegionsUnavailable, type FailedRegion } from './all-regions-unavailable.js';
export type { ModelTier, RegionalMode } from './call-plan.js';
export {
  createMultiRegionBedrockClient,
  type MultiRegionBedrockClient,
  type MultiRegionBedrockOptions,
  type RegionalAnswer,
  type RegionalRequest,
} from './multi-region-bedrock-client.js';
export {
  replacePersonalFields,
  type LeaveHomeRegion,
  type ModelInput,
  type PersonalFields,
} from './personal-fields.js';
