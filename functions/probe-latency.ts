import { openLiveSignals } from '../src/resilience/regions/open-live-signals.js';
import { type Clock, realTime } from '../src/resilience/clock.js';
import { type ConfigurationSource, parseApplicationConfiguration } from '../src/resilience/configuration/index.js';
import { createLatencyStore } from '../src/bedrock/latency/latency-store.js';
import { type ProbeResult, probeRegions } from '../src/bedrock/latency/probe-regions.js';
import { createRegionProbe, type RegionProbe } from '../src/bedrock/latency/region-probe.js';
import type { LiveSignals } from '../src/resilience/regions/live-signals.js';
import { configurationOfEnvironment, environmentVariable } from './handler/environment.js';
import { lazyHandler } from './handler/lazy-handler.js';
import { type Observability, observability } from './handler/observability.js';
import type { FunctionHandler } from './handler/recommendation-handler.js';

export interface ProbeLatencyDependencies extends Observability {
  readonly configuration: ConfigurationSource;
  readonly signals: LiveSignals;
  readonly probe: Pick<RegionProbe, 'measure'>;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

export interface ProbeLatencyResult {
  /** Every round of this minute, every approved region in it. */
  readonly rounds: readonly (readonly ProbeResult[])[];
}

/** The shortest interval of a schedule. */
const SCHEDULE_MS = 60_000;

/**
 * Creates the function that measures how fast each approved region begins to answer, for a schedule of one minute:
 * twice at intervals of 30 s, or four times at 15 s, as the configuration says. It needs a time limit of 60 s, and a
 * role of its own that may invoke the models with streaming.
 */
export function createHandler(dependencies: ProbeLatencyDependencies): FunctionHandler<unknown, ProbeLatencyResult> {
  const { configuration, signals, probe, clock = realTime } = dependencies;
  const telemetry = observability(dependencies);
  const latencies = createLatencyStore(signals);
  return async () => {
    const startedAt = clock.now();
    const rounds: ProbeResult[][] = [];
    for (;;) {
      const rules = await configuration.current();
      rounds.push(await probeRegions({ rules, probe, latencies, clock, telemetry }));
      const next = startedAt + rounds.length * rules.latency.probeIntervalSeconds * 1_000;
      if (next >= startedAt + SCHEDULE_MS) return { rounds };
      await clock.sleep(Math.max(0, next - clock.now()));
    }
  };
}

/** The Lambda handler, wired from the environment. */
export const handler = lazyHandler(async () => {
  const defaults = parseApplicationConfiguration();
  return createHandler({
    configuration: (await configurationOfEnvironment()) ?? { current: async () => defaults },
    signals: await openLiveSignals(environmentVariable('CIRCUIT_URL')),
    probe: createRegionProbe(),
  });
});
