import type { CacheEntry } from './cache-entry.js';
/**
 * The reader id under which the titles lie that are recommended most: for readers who have no entry of their own. No
 * reader can have this id, as a reader's id holds printable characters alone.
 */
export declare const TOP_RECOMMENDATIONS = '\ttop';
/** How many titles the list holds. */
export declare const TOP_COUNT = 100;
/** The titles that most entries recommend, most recommended first; among equals the smaller id. */
export declare function topRecommendations(entries: Iterable<CacheEntry>, count?: number): number[];
