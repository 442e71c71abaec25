import { type ActiveReader, mostActive } from './recommendation/most-active.js';
import { readReaders } from './recommendation/reader-store.js';
import { recommendationEntry } from './recommendation/recommendation-entry.js';
import { freshness } from '../src/resilience/cache/freshness.js';
import { openRecommendationCache, type RecommendationCache } from './recommendation/recommendation-cache.js';
import { TOP_RECOMMENDATIONS, topRecommendations } from './recommendation/top-recommendations.js';
import { type Clock, realTime } from '../src/resilience/clock.js';
import { activeSetSize, isActive } from './handler/active-set.js';
import { cacheRules, type CacheRulesSource } from './handler/cache-rules.js';
import { configurationOfEnvironment, environmentVariable } from './handler/environment.js';
import { lazyHandler } from './handler/lazy-handler.js';
import { type Metric, type Observability, observability } from './handler/observability.js';
import type { FunctionHandler } from './handler/recommendation-handler.js';

export interface ReportCacheFreshnessRequest {
  /** The active set, as for `list-active-readers`. */
  readonly limit?: number | null;
  readonly forced?: boolean;
}

export interface ReportCacheFreshnessResult {
  readonly activeReaders: number;
  readonly entries: number;
  /** Absent while no reader has an entry. */
  readonly ageP95Seconds?: number;
  readonly succeeded: boolean;
}

export interface ReportCacheFreshnessDependencies extends Observability {
  readonly readers: () => Promise<Iterable<ActiveReader>>;
  readonly cache: RecommendationCache;
  /** @default no maintenance */
  readonly configuration?: CacheRulesSource | undefined;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/**
 * Creates the function that ends a warm-up: it counts the titles recommended most, which serve readers without a list of
 * their own, and publishes how well the cache would serve the active readers: `ActiveReaders`, `CacheEntries`,
 * `CacheAgeP95Seconds`, and `WarmUpSucceeded`, which is 1 when 95 % of them have an entry of at most 55 minutes.
 *
 * In maintenance mode nothing is generated: entries get old as planned. `WarmUpSucceeded` is 1 then, so that nobody is
 * paged, no age is published and the top titles stay as they are.
 */
export function createHandler(
  dependencies: ReportCacheFreshnessDependencies,
): FunctionHandler<ReportCacheFreshnessRequest, ReportCacheFreshnessResult> {
  const { readers, cache, configuration, clock = realTime } = dependencies;
  const { logger, metrics } = observability(dependencies);

  /** Returns the metric of a list that could not be written: the freshness is to be told all the same. */
  const keepTop = async (titleIds: readonly number[], softMs: number): Promise<Metric[]> => {
    try {
      await cache.put(
        recommendationEntry({ readerId: TOP_RECOMMENDATIONS, titleIds, tier: 'top' }, clock.now(), softMs),
      );
      return [];
    } catch (error) {
      logger.warn('The top titles were not cached', { error: error instanceof Error ? error.name : 'Error' });
      return [{ name: 'CacheWriteFailed', value: 1 }];
    }
  };

  return async ({ limit, forced = false }) => {
    const { ages, maintenance } = await cacheRules(configuration, logger);
    const active = mostActive([...(await readers())].filter(isActive), activeSetSize(limit, forced));
    const known = await cache.getMany(active);
    const { active: activeReaders, entries, ageP95Seconds, fresh } = freshness(active, known, clock.now());
    const succeeded = fresh || maintenance;
    const top = maintenance ? [] : topRecommendations(known.values());
    metrics({}, [
      { name: 'ActiveReaders', value: activeReaders },
      { name: 'CacheEntries', value: entries },
      { name: 'WarmUpSucceeded', value: succeeded ? 1 : 0 },
      ...(ageP95Seconds === undefined || maintenance
        ? []
        : [{ name: 'CacheAgeP95Seconds', value: ageP95Seconds, unit: 'seconds' } as const]),
      ...(top.length > 0 ? await keepTop(top, ages.soft) : []),
    ]);
    return { activeReaders, entries, ...(ageP95Seconds !== undefined && { ageP95Seconds }), succeeded };
  };
}

/** The Lambda handler, wired from the environment. */
export const handler = lazyHandler(async () =>
  createHandler({
    readers: () => readReaders(environmentVariable('READERS_URL')),
    cache: await openRecommendationCache(environmentVariable('CACHE_URL')),
    configuration: await configurationOfEnvironment(),
  }),
);
