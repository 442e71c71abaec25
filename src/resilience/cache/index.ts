/** @module resilience/cache: the last good answers, kept for the time in which no better ones can be had. */
export { CACHE_AGE, type CacheAges, type CacheVerdict, cacheVerdict, isCachedSince } from './cache-age.js';
export { type CacheEntry, cacheEntry } from './cache-entry.js';
export type { DegradationCache } from './degradation-cache.js';
export type { EntryFormat } from './entry-format.js';
export { openFileCache } from './file-cache.js';
export { type Freshness, freshness } from './freshness.js';
export { memoryCache } from './memory-cache.js';
export { openDegradationCache, type OpenedDegradationCache } from './open-degradation-cache.js';
export { dueForRenewal, WARM_UP } from './renewal.js';
