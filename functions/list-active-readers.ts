import { type ActiveReader, mostActive } from './recommendation/most-active.js';
import { readReaders } from './recommendation/reader-store.js';
import { openRecommendationCache, type RecommendationCache } from './recommendation/recommendation-cache.js';
import { dueForRenewal } from '../src/resilience/cache/renewal.js';
import { type Clock, realTime } from '../src/resilience/clock.js';
import { activeSetSize, isActive, itemsOfAState } from './handler/active-set.js';
import { cacheRules, type CacheRulesSource } from './handler/cache-rules.js';
import { configurationOfEnvironment, environmentVariable } from './handler/environment.js';
import { lazyHandler } from './handler/lazy-handler.js';
import { type Observability, observability } from './handler/observability.js';
import type { FunctionHandler } from './handler/recommendation-handler.js';

export interface ListActiveReadersRequest {
  /** The most active so many. Default: 1,000, or all (5,000 at most) when `forced`. */
  readonly limit?: number | null;
  /** Before planned maintenance: everybody's entry is to be as young as can be, also during maintenance mode. */
  readonly forced?: boolean;
  /** Epoch milliseconds: who has an entry since then is not listed. @default the present */
  readonly cycleStartedAt?: number;
}

export interface ListActiveReadersResult {
  /** Ids of the readers to generate: those without an entry first, then the oldest entry. */
  readonly items: readonly string[];
}

export interface ListActiveReadersDependencies extends Observability {
  readonly readers: () => Promise<Iterable<ActiveReader>>;
  readonly cache: RecommendationCache;
  /** @default no maintenance */
  readonly configuration?: CacheRulesSource | undefined;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

const READ_AGAIN_AFTER_MS = [1_000, 2_000, 4_000];

/**
 * Creates the function that lists the readers that a warm-up has to generate: of the most active readers those without an entry
 * since the cycle began. In maintenance mode nobody, as no model is to be called; a forced list is made all the same.
 *
 * It fails when readers or cache cannot be read: a warm-up that cannot tell who is fresh must not generate at all.
 */
export function createHandler(
  dependencies: ListActiveReadersDependencies,
): FunctionHandler<ListActiveReadersRequest, ListActiveReadersResult> {
  const { readers, cache, configuration, clock = realTime } = dependencies;
  const { logger } = observability(dependencies);
  /** A cache that is away for a moment must not cost a whole warm-up. */
  const entriesOf = async (readerIds: readonly string[]) => {
    for (const delay of READ_AGAIN_AFTER_MS) {
      try {
        return await cache.getMany(readerIds);
      } catch (error) {
        logger.warn('The cache could not be read', { error: error instanceof Error ? error.name : 'Error' });
        await clock.sleep(delay);
      }
    }
    return cache.getMany(readerIds);
  };

  return async ({ limit, forced = false, cycleStartedAt = clock.now() }) => {
    if (!forced && (await cacheRules(configuration, logger)).maintenance) return { items: [] };
    const active = mostActive([...(await readers())].filter(isActive), activeSetSize(limit, forced));
    const entries = await entriesOf(active);
    const due = dueForRenewal(active, entries, { startedAt: cycleStartedAt, forced, now: clock.now() });
    const items = itemsOfAState(due);
    if (items.length < due.length)
      logger.warn('Readers are left for the next run', { left: due.length - items.length });
    return { items };
  };
}

/** The Lambda handler, wired from the environment. Readers are read at every invocation, as they come and go. */
export const handler = lazyHandler(async () =>
  createHandler({
    readers: () => readReaders(environmentVariable('READERS_URL')),
    cache: await openRecommendationCache(environmentVariable('CACHE_URL')),
    configuration: await configurationOfEnvironment(),
  }),
);
