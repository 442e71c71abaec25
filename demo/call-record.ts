import { defaultModels } from '../state-machines/recommendation-generation.js';
import type { CallRecord } from '../src/local/bedrock/index.js';
import type { Call, Tier } from './run-record.js';

const models = Object.entries(defaultModels) as [Tier, (typeof defaultModels)[keyof typeof defaultModels]][];

/** A request to the local Bedrock, by the tier whose target it went to, in the run's time. */
export function callOf({ at, region, modelId, invocationId, status }: CallRecord, start: number): Call {
  const tier = models.find(([, target]) => target.region === region && target.modelId === modelId)?.[0] ?? 'primary';
  return { at: Math.floor(at) - start, tier, invocationId, status };
}
