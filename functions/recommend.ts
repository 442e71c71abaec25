import { type Catalogue, readCatalogue } from './recommendation/catalogue.js';
import { type ReaderStore, readReaderStore } from './recommendation/reader-store.js';
import { createRequestPath, type RequestAnswer } from './recommendation/request-path.js';
import { titleRecommender } from './recommendation/title-recommender.js';
import { openRecommendationCache, type RecommendationCache } from './recommendation/recommendation-cache.js';
import { openCircuitStore } from '../src/resilience/circuit/open-circuit-store.js';
import type { CircuitStore } from '../src/circuit/index.js';
import { type Clock, realTime } from '../src/resilience/clock.js';
import { configuredBedrockClient } from '../src/bedrock/configured-bedrock-client.js';
import { type ConfigurationSource, parseApplicationConfiguration } from '../src/resilience/configuration/index.js';
import { createLatencyAwareBedrockRouter } from '../src/bedrock/latency/latency-aware-bedrock-router.js';
import type { LiveSignals } from '../src/resilience/regions/live-signals.js';
import { createMultiRegionBedrockClient } from '../src/bedrock/regions/multi-region-bedrock-client.js';
import { openLiveSignals } from '../src/resilience/regions/open-live-signals.js';
import { createRegionHealth } from '../src/resilience/regions/region-health.js';
import { targetCircuits } from '../src/resilience/regions/target-circuits.js';
import { createHandler as cachedRecommendations } from './cached-recommendations.js';
import { configurationOfEnvironment, environmentVariable } from './handler/environment.js';
import { keepRecommendations } from './handler/keep-recommendations.js';
import { lazyHandler } from './handler/lazy-handler.js';
import { type Observability, observability } from './handler/observability.js';
import { type FunctionHandler, recommendationHandler } from './handler/recommendation-handler.js';
import { parseReaderRequest, type ReaderRequest } from './handler/recommendation-request.js';
import { createHandler as staticRecommendations } from './static-recommendations.js';

export interface RecommendDependencies extends Observability {
  readonly configuration: ConfigurationSource;
  /** The circuits that batches and requests share. */
  readonly circuits: CircuitStore;
  /** For how long an answer of that store serves further checks, in milliseconds. @default 0 */
  readonly readCacheMs?: number;
  /** The health of regions and what was measured in them. */
  readonly signals: LiveSignals;
  readonly catalogue: Catalogue;
  readonly readers: ReaderStore;
  readonly cache: RecommendationCache;
  /** Draws the canaries. @default Math.random */
  readonly random?: (key: string) => number;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** What the cache may take of the reader's time once he could have his answer, in milliseconds. */
const KEEP_LIMIT_MS = 300;

/**
 * Creates the function of the request path: recommendations for one reader while he waits, from the best tier that
 * answers in time. Models are asked through the latency-aware router, the health of the regions and the circuits that
 * the batches share; cached recommendations and bestsellers stand in for them. What a model recommended is kept for bad
 * times.
 *
 * A model is asked once in each region, and given up after the normal window of the configuration (3 s): somebody who
 * waits is better served by the next region than by a retry.
 *
 * It fails with `InvalidRequest`, and when even the bestsellers cannot be had.
 */
export function createHandler(dependencies: RecommendDependencies): FunctionHandler<ReaderRequest, RequestAnswer> {
  const { configuration, circuits, readCacheMs = 0, signals, catalogue, readers, cache } = dependencies;
  const { random = Math.random, clock = realTime } = dependencies;
  const telemetry = observability(dependencies);
  const { logger, metrics } = telemetry;

  const models = createMultiRegionBedrockClient({
    bedrock: configuredBedrockClient(configuration, ({ regions }) => ({
      clock,
      attemptTimeoutMs: regions.normal.slaWindowMs,
      retryDelaysMs: [],
    })),
    configuration,
    health: createRegionHealth({ signals, clock, telemetry }),
    circuits: targetCircuits({ store: circuits, readCacheMs, clock, telemetry }),
    random,
    telemetry,
    clock,
  });
  const path = createRequestPath({
    configuration,
    router: createLatencyAwareBedrockRouter({ configuration, signals, telemetry, clock }),
    models,
    recommend: titleRecommender(catalogue),
    readers,
    cached: cachedRecommendations({ cache, configuration, clock, logger, metrics }),
    bestsellers: staticRecommendations({ catalogue, readers, clock, logger, metrics }),
    telemetry,
    clock,
  });
  const keep = keepRecommendations({ cache, configuration, logger, timeLimitMs: KEEP_LIMIT_MS, clock });

  return recommendationHandler<ReaderRequest, RequestAnswer>({
    clock,
    logger,
    metrics,
    parse: parseReaderRequest,
    dimensions: () => ({ path: 'request' }),
    async run({ readerId }, measure) {
      const answer = await path.answer({ readerId });
      const { titleIds, tier } = answer;
      if (tier === 'primary' || tier === 'cheaper') await keep({ readerId, titleIds, tier }, measure);
      return answer;
    },
  });
}

/** The Lambda handler, wired from the environment, all at once as somebody waits. Without a configuration the defaults hold. */
export const handler = lazyHandler(async () => {
  const url = environmentVariable('CIRCUIT_URL');
  const defaults = parseApplicationConfiguration();
  const [configuration, circuits, signals, catalogue, readers, cache] = await Promise.all([
    configurationOfEnvironment(),
    openCircuitStore(url),
    openLiveSignals(url),
    readCatalogue(environmentVariable('CATALOGUE_URL')),
    readReaderStore(environmentVariable('READERS_URL')),
    openRecommendationCache(environmentVariable('CACHE_URL')),
  ]);
  return createHandler({
    configuration: configuration ?? { current: async () => defaults },
    circuits,
    readCacheMs: circuits.readCacheMs,
    signals,
    catalogue,
    readers,
    cache,
  });
});
