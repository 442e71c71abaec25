import type { ApplicationConfiguration } from '../../resilience/configuration/index.js';
import type { FailedRegion } from './all-regions-unavailable.js';
import { isUnhealthy } from '../../resilience/regions/region-health.js';
import { type ModelTarget, circuitKey } from '../../circuit/index.js';

/** The tiers that a model answers. */
export type ModelTier = keyof ApplicationConfiguration['models'];

/**
 * - `normal`: the first region answered
 * - `fallback`: it could not, another one did: a shorter answer, and longer waiting
 * - `canary`: the call was drawn to prove the first fallback region
 */
export type RegionalMode = 'normal' | 'fallback' | 'canary';

/** Where a call goes, in this order until one answers, and what is left alone. */
export interface CallPlan {
  readonly attempts: readonly (ModelTarget & { readonly mode: RegionalMode })[];
  readonly skipped: readonly FailedRegion[];
  /** Regions that are down for every model. */
  readonly unhealthyRegions: readonly string[];
}

export interface CallPlanInput {
  /** Approved regions, the best first. */
  readonly order: readonly string[];
  readonly tier: ModelTier;
  readonly models: ApplicationConfiguration['models'];
  /** Keys of the targets that were reported as failing. */
  readonly reported: ReadonlySet<string>;
  /** Whether this call was drawn as a canary. */
  readonly isCanary: boolean;
}

/** Every target in these regions, of every tier: what the health of the regions is read for. */
export const targetsOf = (order: readonly string[], models: ApplicationConfiguration['models']): ModelTarget[] =>
  Object.values(models).flatMap((model) => targetsOfTier(order, model));

/** Plans one call. A canary needs a healthy first region to come back to, and a healthy second one to prove. */
export function planCall({ order, tier, models, reported, isCanary }: CallPlanInput): CallPlan {
  const everyTarget = targetsOf(order, models);
  const unhealthyRegions = order.filter((region) =>
    isUnhealthy(
      everyTarget.filter((target) => target.region === region),
      reported,
    ),
  );
  const isDown = (target: ModelTarget) => unhealthyRegions.includes(target.region) || reported.has(circuitKey(target));

  const [first, ...others] = targetsOfTier(order, models[tier]);
  const targets = first
    ? [{ ...first, mode: 'normal' as const }, ...others.map((target) => ({ ...target, mode: 'fallback' as const }))]
    : [];
  const usable = targets.filter((target) => !isDown(target));
  const skipped = targets
    .filter(isDown)
    .map(({ region, modelId }): FailedRegion => ({ region, modelId, reason: 'unhealthy', trouble: 'region' }));
  const [home, second, ...rest] = usable;
  const attempts =
    isCanary && home?.mode === 'normal' && second ? [{ ...second, mode: 'canary' as const }, home, ...rest] : usable;
  return { attempts, skipped, unhealthyRegions };
}

const targetsOfTier = (order: readonly string[], modelByRegion: Readonly<Record<string, string>>): ModelTarget[] =>
  order.flatMap((region) => {
    const modelId = modelByRegion[region];
    return modelId === undefined ? [] : [{ region, modelId }];
  });
