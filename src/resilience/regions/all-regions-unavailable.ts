import { type RegionalTarget, targetKey } from './regional-target.js';

/** Why a region gave no answer: an error's name, `unhealthy` for one that was left alone. */
export interface FailedRegion extends RegionalTarget {
  readonly reason: string;
}

/**
 * No approved region answered. The caller goes on with its next tier: a cheaper model, the cache, the static answer.
 * `cause` is the last error met, if any call was made at all.
 */
export class AllRegionsUnavailable extends Error {
  override readonly name = 'AllRegionsUnavailable';
  readonly regions: readonly FailedRegion[];
  constructor(tier: string, regions: readonly FailedRegion[], cause?: unknown) {
    const reasons = regions.map((failed) => `${targetKey(failed)}: ${failed.reason}`);
    super(
      `No region answered for the tier "${tier}" (${reasons.join('; ') || 'no approved region has a model for it'}). ` +
        'Serve the next tier.',
      { cause },
    );
    this.regions = regions;
  }
}
