import { type Clock, realTime } from '../src/resilience/clock.js';
import { cacheVerdict } from '../src/resilience/cache/cache-age.js';
import type { CacheEntry } from '../src/resilience/cache/cache-entry.js';
import type { RecommendationCache } from '../src/resilience/cache/recommendation-cache.js';
import { openRecommendationCache } from '../src/resilience/cache/open-recommendation-cache.js';
import { environmentVariable } from './handler/environment.js';
import { FunctionError } from './handler/function-error.js';
import { lazyHandler } from './handler/lazy-handler.js';
import { type Metric, type Observability, observability } from './handler/observability.js';
import { type FunctionHandler, recommendationHandler } from './handler/recommendation-handler.js';
import { parseReaderRequest, type ReaderRequest } from './handler/recommendation-request.js';

export interface CachedResult {
  readonly titleIds: readonly number[];
  readonly cached_at_utc: string;
  /** A sentence for the reader, there when the recommendations are older than two hours. */
  readonly note?: string;
}

export interface CachedDependencies extends Observability {
  readonly cache: RecommendationCache;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

const NOTE = 'These recommendations are a few hours old.';

/**
 * Creates the function that serves what a model recommended before: up to two hours old as it is, up to four hours old
 * with a note, a warning and the metric `CacheServedStale`.
 *
 * It fails with `CacheMiss` when there is nothing, nothing young enough (metric `CacheTooOld`) or the cache cannot be
 * read (metric `CacheReadFailed`), and with `InvalidRequest`.
 */
export function createHandler(dependencies: CachedDependencies): FunctionHandler<ReaderRequest, CachedResult> {
  const { cache, clock = realTime } = dependencies;
  const { logger, metrics } = observability(dependencies);

  const read = async (readerId: string, measure: (metric: Metric) => void): Promise<CacheEntry | undefined> => {
    try {
      return await cache.get(readerId);
    } catch (error) {
      measure({ name: 'CacheReadFailed', value: 1 });
      logger.warn('The cache could not be read', { error: error instanceof Error ? error.name : 'Error' });
      return undefined;
    }
  };

  return recommendationHandler<ReaderRequest, CachedResult>({
    clock,
    logger,
    metrics,
    parse: parseReaderRequest,
    dimensions: () => ({ tier: 'cached' }),
    async run({ readerId }, measure) {
      const entry = await read(readerId, measure);
      if (!entry || entry.titleIds.length === 0)
        throw new FunctionError('CacheMiss', 'The cache has no entry for the reader.');
      const { verdict, ageMs } = cacheVerdict(entry, clock.now());
      if (verdict === 'too-old') {
        measure({ name: 'CacheTooOld', value: 1 });
        throw new FunctionError('CacheMiss', 'The entry for the reader is too old to be served.');
      }
      const { titleIds, cached_at_utc } = entry;
      if (verdict === 'serve') return { titleIds, cached_at_utc };
      measure({ name: 'CacheServedStale', value: 1 });
      logger.warn('Old recommendations are served', { ageMs });
      return { titleIds, cached_at_utc, note: NOTE };
    },
  });
}

/** The Lambda handler, wired from the environment. */
export const handler = lazyHandler(async () =>
  createHandler({ cache: await openRecommendationCache(environmentVariable('CACHE_URL')) }),
);
