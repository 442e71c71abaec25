import type { DegradationCache } from '../../src/resilience/cache/degradation-cache.js';
import { memoryCache } from '../../src/resilience/cache/memory-cache.js';
import { openDegradationCache } from '../../src/resilience/cache/open-degradation-cache.js';
import { type RecommendationEntry, recommendationFormat } from './recommendation-entry.js';

/** Where the readers' last good recommendations are kept, by reader id. */
export type RecommendationCache = DegradationCache<RecommendationEntry>;

/** Opens the cache that an address names, see {@link openDegradationCache}. */
export const openRecommendationCache = (url: string) => openDegradationCache(url, recommendationFormat);

/** A cache that lives as long as its process: for tests and simulations. */
export const memoryRecommendationCache = (entries?: Iterable<RecommendationEntry>): RecommendationCache =>
  memoryCache(recommendationFormat, entries);
