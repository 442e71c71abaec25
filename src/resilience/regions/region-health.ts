import { type BedrockFailure, CONNECTION_ERROR } from '../bedrock-error.js';
import { type Clock, realTime } from '../clock.js';
import { seldomWarnings } from '../seldom-warnings.js';
import { errorName, silent, type Telemetry } from '../telemetry.js';
import type { LiveSignals } from './live-signals.js';
import { memoryLiveSignals } from './memory-live-signals.js';
import { type ModelTarget, circuitKey } from '../../circuit/index.js';

/**
 * Which targets failed in the way a region fails, shared by all tasks: written by the first that sees it, read by the
 * others with their next request. Neither method rejects.
 */
export interface RegionHealthStore {
  /** Reports a failure for the length of the cool-down. */
  report(target: ModelTarget, cooldownMs: number): Promise<void>;
  /** The keys of those targets that were reported and whose cool-down has not passed. */
  reported(targets: readonly ModelTarget[]): Promise<ReadonlySet<string>>;
}

export interface RegionHealthOptions {
  readonly signals: LiveSignals;
  /** @default the machine's clock */
  readonly clock?: Pick<Clock, 'now'>;
  /** @default none */
  readonly telemetry?: Telemetry;
}

/**
 * Creates a {@link RegionHealthStore}. While its signals cannot be reached a task goes by what it saw itself (metric
 * `RegionHealthUnavailable`, and a warning every 10 s at most).
 */
export function createRegionHealth(options: RegionHealthOptions): RegionHealthStore {
  const { signals, clock = realTime } = options;
  const telemetry = seldomWarnings(options.telemetry ?? silent, clock);
  const own = memoryLiveSignals(clock);
  const unavailable = (error: unknown) => {
    telemetry.metrics({}, [{ name: 'RegionHealthUnavailable', value: 1 }]);
    telemetry.logger.warn('The shared health of the regions cannot be reached', { error: errorName(error) });
  };
  return {
    async report(target, cooldownMs) {
      const key = `unhealthy/${circuitKey(target)}`;
      await Promise.all([own.put(key, '1', cooldownMs), signals.put(key, '1', cooldownMs).catch(unavailable)]);
    },
    async reported(targets) {
      const keys = targets.map(circuitKey);
      const signalKeys = keys.map((key) => `unhealthy/${key}`);
      const said = await signals.get(signalKeys).catch((error: unknown) => {
        unavailable(error);
        return own.get(signalKeys);
      });
      return new Set(keys.filter((_, index) => said[index] !== undefined));
    },
  };
}

/**
 * Whether a failure is about the region and not about a model's quota or the request: 503, or no connection. A
 * throttled model says nothing about its region, since quotas are per account, region and model.
 */
export const isRegionalFailure = ({ name, status }: BedrockFailure): boolean =>
  status === 503 || name === 'ServiceUnavailableException' || name === CONNECTION_ERROR;

/** Models that have to fail before their region counts as down for all of them. */
const ACROSS_MODELS = 2;

/**
 * Whether a region is down for every model: two of its models failed, or the only one it has. One failing model of
 * several takes itself away from the region and leaves the others there.
 */
export function isUnhealthy(targetsOfRegion: readonly ModelTarget[], reported: ReadonlySet<string>): boolean {
  const models = new Set(targetsOfRegion.map(circuitKey));
  const failed = [...models].filter((key) => reported.has(key));
  return failed.length > 0 && failed.length >= Math.min(ACROSS_MODELS, models.size);
}
