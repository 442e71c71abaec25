import { bedrockFailure } from '../../resilience/bedrock-error.js';
import { isRegionalFailure, type RegionHealthStore } from '../../resilience/regions/region-health.js';
import { type ModelTarget, circuitKey } from '../../circuit/index.js';

/** A call that failed in the way a region fails, and who can tell whether it is the region. */
export interface RegionalFailure {
  readonly target: ModelTarget;
  /** Every target in the region. */
  readonly inRegion: readonly ModelTarget[];
  readonly health: RegionHealthStore;
  readonly cooldownMs: number;
  /** Puts a small question to another target, once. */
  readonly ask: (other: ModelTarget) => Promise<unknown>;
}

/**
 * Reports a failure. Who is the first to see it asks another model of the region as well, since a region is down only
 * if it fails across models: with its answer the first failure moves every call out of a region that is down, and only
 * the failing model's calls out of one that is not.
 */
export async function reportRegionalFailure(failure: RegionalFailure): Promise<void> {
  const { target, inRegion, health, cooldownMs, ask } = failure;
  const reported = await health.reported(inRegion);
  await health.report(target, cooldownMs);
  if (reported.has(circuitKey(target))) return;
  const other = inRegion.find((one) => one.modelId !== target.modelId && !reported.has(circuitKey(one)));
  if (!other) return;
  try {
    await ask(other);
  } catch (error) {
    if (isRegionalFailure(bedrockFailure(error))) await health.report(other, cooldownMs);
  }
}
