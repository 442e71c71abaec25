import {
  recommendationEntry,
  type RecommendationEntry,
  type GeneratedTier,
} from '../recommendation/recommendation-entry.js';
import type { RecommendationCache } from '../recommendation/recommendation-cache.js';
import { type Clock, realTime } from '../../src/resilience/clock.js';
import { withinTime } from '../../src/resilience/within-time.js';
import { cacheRules, type CacheRulesSource } from './cache-rules.js';
import type { FunctionLogger, Metric } from './observability.js';

/** What a model recommended to a reader. */
export interface GeneratedRecommendations {
  readonly readerId: string;
  readonly titleIds: readonly number[];
  readonly tier: GeneratedTier;
}

export interface KeepRecommendationsOptions {
  readonly cache: RecommendationCache;
  /** @default entries are fresh for an hour */
  readonly configuration?: CacheRulesSource | undefined;
  readonly logger: FunctionLogger;
  /** How long the cache may take, in milliseconds. @default as long as it takes */
  readonly timeLimitMs?: number;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** Keeps recommendations for bad times, and gives them back as they are kept. */
export type KeepRecommendations = (
  generated: GeneratedRecommendations,
  measure: (metric: Metric) => void,
) => Promise<RecommendationEntry>;

/** Creates a {@link KeepRecommendations}. A cache that fails must not take a good answer with it: metric `CacheWriteFailed`. */
export function keepRecommendations(options: KeepRecommendationsOptions): KeepRecommendations {
  const { cache, configuration, logger, timeLimitMs, clock = realTime } = options;
  return async (generated, measure) => {
    const { ages } = await cacheRules(configuration, logger);
    const entry = recommendationEntry(generated, clock.now(), ages.soft);
    const put = () => cache.put(entry);
    try {
      await (timeLimitMs === undefined ? put() : withinTime(clock, timeLimitMs, put));
    } catch (error) {
      measure({ name: 'CacheWriteFailed', value: 1 });
      logger.warn('Recommendations were not cached', { error: error instanceof Error ? error.name : 'Error' });
    }
    return entry;
  };
}
