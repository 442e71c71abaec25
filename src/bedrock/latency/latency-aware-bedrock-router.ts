import { type Clock, realTime } from '../../resilience/clock.js';
import type { ApplicationConfiguration, ConfigurationSource } from '../../resilience/configuration/index.js';
import type { LiveSignals } from '../../resilience/regions/live-signals.js';
import { regionOrder } from '../../resilience/regions/region-order.js';
import { seldomWarnings } from '../../resilience/seldom-warnings.js';
import { errorName, silent, type Telemetry } from '../../resilience/telemetry.js';
import { createLatencyStore, type LatencyMeasurement } from './latency-store.js';

/** Where to send a call, and how much to ask for. */
export interface LatencyRoute {
  /** Approved regions, the best first. */
  readonly regions: readonly string[];
  /** `preference`: no measurement counts, the static order holds. */
  readonly basis: 'measured' | 'preference';
  /** No region begins to answer within the budget: ask for less. */
  readonly degraded: boolean;
  /** The longest answer to ask for: 1,024 tokens, 512 when degraded. */
  readonly maxTokens: number;
  /** How many retrieved chunks go into the prompt: 3, 1 when degraded. */
  readonly retrievedChunks: number;
  /** For the response to the user: `X-Bedrock-Mode: degraded`, or nothing. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface LatencyAwareBedrockRouterOptions {
  readonly configuration: ConfigurationSource;
  /** Where the probes leave their measurements. */
  readonly signals: LiveSignals;
  /** @default none */
  readonly telemetry?: Telemetry;
  /** @default the machine's clock */
  readonly clock?: Pick<Clock, 'now'>;
}

/** Chooses regions by measured latency. */
export interface LatencyAwareBedrockRouter {
  /**
   * Asked before the prompt is built; its answer goes with the call into the multi-region client. Rejects without a
   * configuration only.
   */
  route(caller?: { readonly homeRegion?: string }): Promise<LatencyRoute>;
}

const CHUNKS = { normal: 3, degraded: 1 } as const;

/**
 * Creates a router to the region that begins to answer first. When none does so within the budget, to the best of them,
 * in degraded mode (metric `BedrockAllRegionsOverBudget`). Without measurements, or when they cannot be reached, in the
 * static order (metric `NoLatencyData`, and a warning every 10 s at most).
 */
export function createLatencyAwareBedrockRouter(options: LatencyAwareBedrockRouterOptions): LatencyAwareBedrockRouter {
  const { configuration, signals, clock = realTime } = options;
  const telemetry = seldomWarnings(options.telemetry ?? silent, clock);
  const latencies = createLatencyStore(signals);
  return {
    async route({ homeRegion } = {}) {
      const rules = await configuration.current();
      const order = regionOrder(rules.regions, homeRegion);
      let unreachable: string | undefined;
      const known = await latencies.read(order).catch((error: unknown) => {
        unreachable = errorName(error);
        return new Map<string, LatencyMeasurement>();
      });
      const counting = [...known].filter(([, { countsUntil }]) => clock.now() < countsUntil);
      const route = latencyRoute(order, new Map(counting.map(([region, { latencyMs }]) => [region, latencyMs])), rules);
      if (route.degraded) telemetry.metrics({}, [{ name: 'BedrockAllRegionsOverBudget', value: 1 }]);
      if (route.basis === 'preference') {
        telemetry.metrics({}, [{ name: 'NoLatencyData', value: 1 }]);
        telemetry.logger.warn('No latency is known: the static order of regions holds', {
          regions: order,
          ...(unreachable !== undefined && { error: unreachable }),
        });
      }
      return route;
    },
  };
}

/**
 * The order by measured latency in milliseconds; equals stay in order, and so do regions without a measurement, which come last: their
 * probes fail.
 */
function latencyRoute(
  order: readonly string[],
  measured: ReadonlyMap<string, number>,
  { latency, regions }: Pick<ApplicationConfiguration, 'latency' | 'regions'>,
): LatencyRoute {
  const latencyOf = (region: string): number => measured.get(region) ?? Infinity;
  // Two unknown latencies are equal, and Infinity minus itself is no number.
  const sorted = order.toSorted((a, b) => (latencyOf(a) === latencyOf(b) ? 0 : latencyOf(a) - latencyOf(b)));
  const best = sorted[0] === undefined ? Infinity : latencyOf(sorted[0]);
  const basis = best === Infinity ? 'preference' : 'measured';
  const degraded = basis === 'measured' && best > latency.budgetMs;
  return {
    regions: sorted,
    basis,
    degraded,
    maxTokens: degraded ? latency.degradedMaxTokens : regions.normal.maxTokens,
    retrievedChunks: degraded ? CHUNKS.degraded : CHUNKS.normal,
    headers: degraded ? { 'X-Bedrock-Mode': 'degraded' } : {},
  };
}
