/** @module resilience/latency: the region that begins to answer first, by probes that all tasks share. */
export {
  createLatencyAwareBedrockRouter,
  type LatencyAwareBedrockRouter,
  type LatencyAwareBedrockRouterOptions,
  type LatencyRoute,
} from './latency-aware-bedrock-router.js';
export { createLatencyStore, type LatencyMeasurement, type LatencyStore } from './latency-store.js';
export { probeRegions, type ProbeRegionsOptions, type ProbeResult } from './probe-regions.js';
export { createRegionProbe, type RegionProbe, type RegionProbeOptions } from './region-probe.js';
