import type { RecommendationCache } from './recommendation-cache.js';
/** A cache with what it holds open. */
export interface OpenedCache extends RecommendationCache {
  close(): Promise<void>;
}
/**
 * Opens the cache that an address names: `redis://` or `rediss://` (with `?cluster=true` for a cluster; needs the package
 * `iovalkey`) and `dynamodb://table` (needs `@aws-sdk/client-dynamodb`) in production, a path or `file:` for one process,
 * `memory:` for tests.
 *
 * Everybody in a process who opens the same address shares one cache, and one connection.
 *
 * @throws StoreAddressError for any other address
 * @throws the file system's error when a file exists and cannot be read; servers are connected to by the first read
 */
export declare function openRecommendationCache(url: string): Promise<OpenedCache>;
