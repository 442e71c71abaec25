/** @module resilience/cache: the last good recommendations, kept for the time in which no model answers. */
export { CACHE_AGE, type CacheAges, type CacheVerdict, cacheVerdict, isCachedSince } from './cache-age.js';
export { type CacheEntry, cacheEntry, type GeneratedTier } from '../../../functions/recommendation/cache-entry.js';
export { openFileCache } from './file-cache.js';
export { type Freshness, freshness } from './freshness.js';
export { memoryCache } from './memory-cache.js';
export {
  type OpenedCache,
  openRecommendationCache,
} from '../../../functions/recommendation/open-recommendation-cache.js';
export type { RecommendationCache } from '../../../functions/recommendation/recommendation-cache.js';
export { dueForRenewal, WARM_UP } from './renewal.js';
export { storeAddress, type StoreAddress, StoreAddressError } from '../store-address.js';
export {
  TOP_COUNT,
  TOP_RECOMMENDATIONS,
  topRecommendations,
} from '../../../functions/recommendation/top-recommendations.js';
