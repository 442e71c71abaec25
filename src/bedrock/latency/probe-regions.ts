import { bedrockFailure } from '../../resilience/bedrock-error.js';
import { type Clock, realTime } from '../../resilience/clock.js';
import type { ApplicationConfiguration } from '../../resilience/configuration/index.js';
import { regionOrder } from '../../resilience/regions/region-order.js';
import { silent, type Telemetry } from '../../resilience/telemetry.js';
import type { LatencyStore } from './latency-store.js';
import type { RegionProbe } from './region-probe.js';

/** How one region fared in a round of probes. */
export type ProbeResult = { readonly region: string } & ({ readonly latencyMs: number } | { readonly error: string });

export interface ProbeRegionsOptions {
  readonly rules: ApplicationConfiguration;
  readonly probe: Pick<RegionProbe, 'measure'>;
  readonly latencies: LatencyStore;
  /** @default the machine's clock */
  readonly clock?: Pick<Clock, 'now'>;
  /** @default none */
  readonly telemetry?: Telemetry;
}

/**
 * Measures every approved region with the primary tier's model, all at once, and shares what was found (metric
 * `ProbeLatency`, by `Region`). A probe that fails is never made again under another role (metric `ProbeFailed`): what
 * was known of a region whose probe was throttled counts for another while, of any other it is left to end.
 */
export async function probeRegions(options: ProbeRegionsOptions): Promise<ProbeResult[]> {
  const { rules, probe, latencies, clock = realTime, telemetry = silent } = options;
  const countsUntil = () => clock.now() + rules.latency.ttlSeconds * 1_000;
  const targets = regionOrder(rules.regions).flatMap((region) => {
    const modelId = rules.models.primary[region];
    return modelId === undefined ? [] : [{ region, modelId }];
  });
  const known = await latencies.read(targets.map(({ region }) => region)).catch(() => undefined);

  const failed = async (region: string, error: unknown): Promise<ProbeResult> => {
    const { name } = bedrockFailure(error);
    telemetry.metrics({ Region: region }, [{ name: 'ProbeFailed', value: 1 }]);
    telemetry.logger.warn('A latency probe failed', { region, error: name });
    const last = known?.get(region);
    if (name === 'ThrottlingException' && last)
      await latencies.put(region, { ...last, countsUntil: countsUntil() }).catch(() => {});
    return { region, error: name };
  };

  return Promise.all(
    targets.map(async ({ region, modelId }) => {
      try {
        const latencyMs = await probe.measure({ region, modelId });
        await latencies.put(region, { latencyMs, countsUntil: countsUntil() });
        telemetry.metrics({ Region: region }, [{ name: 'ProbeLatency', value: latencyMs, unit: 'milliseconds' }]);
        return { region, latencyMs };
      } catch (error) {
        return failed(region, error);
      }
    }),
  );
}
