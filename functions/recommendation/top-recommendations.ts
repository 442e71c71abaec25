import type { RecommendationEntry } from './recommendation-entry.js';

/**
 * The reader id under which the titles lie that are recommended most: for readers who have no entry of their own. No
 * reader can have this id, as a reader's id holds printable characters alone.
 */
export const TOP_RECOMMENDATIONS = '\ttop';

/** How many titles the list holds. */
export const TOP_COUNT = 100;

/** The titles that most entries recommend, most recommended first; among equals the smaller id. */
export function topRecommendations(entries: Iterable<RecommendationEntry>, count: number = TOP_COUNT): number[] {
  const votes = new Map<number, number>();
  for (const { titleIds } of entries) for (const titleId of titleIds) votes.set(titleId, (votes.get(titleId) ?? 0) + 1);
  return [...votes]
    .sort(([a, votesForA], [b, votesForB]) => votesForB - votesForA || a - b)
    .slice(0, count)
    .map(([titleId]) => titleId);
}
