import type { Trouble, Troubled } from '../../resilience/circuit/trouble.js';
import { type ModelTarget, circuitKey } from '../../circuit/index.js';
import { instancesOf } from '../../runtime/instances-of.js';

/** Why a region gave no answer: an error's name, `unhealthy` for one that was left alone. */
export interface FailedRegion extends ModelTarget {
  readonly reason: string;
  readonly trouble: Trouble;
}

/** What weighs most comes first: a quota in one region is enough for a cheaper model to be worth trying. */
const TROUBLES: readonly Trouble[] = ['quota', 'open', 'model', 'region'];

/**
 * No approved region answered. The caller goes on with its next tier: a cheaper model, the cache, the static answer.
 * `cause` is the last error met, if any call was made at all.
 */
export class AllRegionsUnavailable extends Error implements Troubled {
  static override readonly [Symbol.hasInstance] =
    /* @__PURE__ */ instancesOf<AllRegionsUnavailable>('AllRegionsUnavailable');
  override readonly name = 'AllRegionsUnavailable';
  readonly regions: readonly FailedRegion[];
  readonly trouble: Trouble;
  constructor(tier: string, regions: readonly FailedRegion[], cause?: unknown) {
    const reasons = regions.map((failed) => `${circuitKey(failed)}: ${failed.reason}`);
    super(
      `No region answered for the tier "${tier}" (${reasons.join('; ') || 'no approved region has a model for it'}). ` +
        'Serve the next tier.',
      { cause },
    );
    this.regions = regions;
    this.trouble = TROUBLES.find((one) => regions.some(({ trouble }) => trouble === one)) ?? 'other';
  }
}
