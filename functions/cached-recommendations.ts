import { cacheVerdict } from '../src/resilience/cache/cache-age.js';
import { openRecommendationCache, type RecommendationCache } from './recommendation/recommendation-cache.js';
import { TOP_RECOMMENDATIONS } from './recommendation/top-recommendations.js';
import { type Clock, realTime } from '../src/resilience/clock.js';
import { cacheRules, type CacheRulesSource } from './handler/cache-rules.js';
import { configurationOfEnvironment, environmentVariable } from './handler/environment.js';
import { FunctionError } from './handler/function-error.js';
import { lazyHandler } from './handler/lazy-handler.js';
import { type Metric, type Observability, observability } from './handler/observability.js';
import { type FunctionHandler, recommendationHandler } from './handler/recommendation-handler.js';
import { parseReaderRequest, type ReaderRequest } from './handler/recommendation-request.js';

export interface CachedResult {
  readonly titleIds: readonly number[];
  readonly cached_at_utc: string;
  /** A sentence for the reader, there when the recommendations are not the usual ones: older than two hours, or not his own. */
  readonly note?: string;
}

/**
 * The shop's stock. A cached list is title ids that were worth recommending when it was made; whether they can be had is
 * asked when they are served, since stock changes while a list is in the cache.
 */
export interface Stock {
  /** Those of the titles that can be had, in the order given. A failed lookup counts as all of them available. */
  available(titleIds: readonly number[]): Promise<readonly number[]>;
  /** What is popular in the genres that the reader likes, as `candidateFinder` tells: asked when nothing of a list can be had. */
  popularInGenres(readerId: string): Promise<readonly number[]>;
}

export interface CachedDependencies extends Observability {
  readonly cache: RecommendationCache;
  /** @default ages as in `CACHE_AGE`, no maintenance */
  readonly configuration?: CacheRulesSource | undefined;
  /** @default everything can be had */
  readonly stock?: Stock;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** Titles handed out: the list of top recommendations is longer. */
const WANTED = 10;

const NOTE = {
  old: 'These recommendations are a few hours old.',
  top: 'These are titles that many readers like right now; your own recommendations will be back soon.',
  popular: 'These titles are popular in the genres you like; the ones we picked for you are out of stock.',
} as const;

/**
 * Creates the function that serves what a model recommended before: the reader's own list, else the titles recommended
 * most to everybody, with a note that says so. Either is served up to two hours old as it is, up to four hours old with
 * a note for the reader, a warning and the metric `CacheServedStale`. During planned maintenance old lists are no news:
 * the reader is still told, the metric is `CacheServedInMaintenance` and nobody is warned.
 *
 * Only titles that the stock has are served. When nothing of a list can be had (metric `CacheOutOfStock`), the reader
 * gets what is popular in his genres.
 *
 * It fails with `CacheMiss` when there is nothing, nothing young enough (metric `CacheTooOld`), nothing in stock or the
 * cache cannot be read (metric `CacheReadFailed`), and with `InvalidRequest`.
 */
export function createHandler(dependencies: CachedDependencies): FunctionHandler<ReaderRequest, CachedResult> {
  const { cache, configuration, stock, clock = realTime } = dependencies;
  const { logger, metrics } = observability(dependencies);
  type Measure = (metric: Metric) => void;

  /** What `work` gives; when it fails, its replacement, with a warning and perhaps a metric. */
  const orElse = async <Value>(work: () => Promise<Value>, instead: Value, warning: string, failed?: () => void) => {
    try {
      return await work();
    } catch (error) {
      failed?.();
      logger.warn(warning, { error: error instanceof Error ? error.name : 'Error' });
      return instead;
    }
  };

  /** The list under a key, unless it is missing or too old. */
  const young = async (key: string, measure: Measure): Promise<CachedResult | undefined> => {
    const entry = await orElse(
      () => cache.get(key),
      undefined,
      'The cache could not be read',
      () => measure({ name: 'CacheReadFailed', value: 1 }),
    );
    if (!entry || entry.titleIds.length === 0) return undefined;
    const { ages, maintenance } = await cacheRules(configuration, logger);
    const { verdict, ageMs } = cacheVerdict(entry, clock.now(), ages);
    const { titleIds, cached_at_utc } = entry;
    if (verdict === 'serve') return { titleIds, cached_at_utc };
    if (verdict === 'too-old') {
      measure({ name: 'CacheTooOld', value: 1 });
      return undefined;
    }
    measure({ name: maintenance ? 'CacheServedInMaintenance' : 'CacheServedStale', value: 1 });
    if (!maintenance) logger.warn('Old recommendations are served', { ageMs });
    return { titleIds, cached_at_utc, note: NOTE.old };
  };

  const available = async (titleIds: readonly number[]): Promise<readonly number[]> =>
    stock ? orElse(() => stock.available(titleIds), titleIds, 'The stock could not be asked') : titleIds;

  /** The list as far as it can be had; else what is popular in the reader's genres. */
  const inStock = async (list: CachedResult, readerId: string, measure: Measure): Promise<CachedResult | undefined> => {
    const titleIds = (await available(list.titleIds)).slice(0, WANTED);
    if (titleIds.length > 0 || !stock) return { ...list, titleIds };
    measure({ name: 'CacheOutOfStock', value: 1 });
    const popular = await orElse(() => stock.popularInGenres(readerId), [], 'Popular titles could not be found');
    const instead = (await available(popular)).slice(0, WANTED);
    return instead.length === 0 ? undefined : { ...list, titleIds: instead, note: NOTE.popular };
  };

  return recommendationHandler<ReaderRequest, CachedResult>({
    clock,
    logger,
    metrics,
    parse: parseReaderRequest,
    dimensions: () => ({ tier: 'cached' }),
    async run({ readerId }, measure) {
      const own = await young(readerId, measure);
      const top = own ? undefined : await young(TOP_RECOMMENDATIONS, measure);
      if (top) measure({ name: 'CacheServedTop', value: 1 });
      const list = own ?? (top && { ...top, note: NOTE.top });
      const served = list && (await inStock(list, readerId, measure));
      if (served) return served;
      throw new FunctionError('CacheMiss', 'The cache has nothing for the reader that may be served.');
    },
  });
}

/** The Lambda handler, wired from the environment. */
export const handler = lazyHandler(async () =>
  createHandler({
    cache: await openRecommendationCache(environmentVariable('CACHE_URL')),
    configuration: await configurationOfEnvironment(),
  }),
);
