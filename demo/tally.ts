import { tiers, type RunRecord, type Tier } from './run-record.js';

/** How many readers each tier served; `rejected` are lines that were no readers, and readers whom nobody could serve. */
export type Outcomes = Readonly<Record<Tier | 'rejected', number>>;

export interface Tally {
  readonly outcomes: Outcomes;
  /** Readers without an outcome. */
  readonly lost: number;
  /** Readers with more than one outcome. */
  readonly duplicated: number;
}

/** Counts what became of every reader. A reader with two outcomes counts with the first one, and as duplicated. */
export function tally({ readerIds, results, rejected }: Pick<RunRecord, 'readerIds' | 'results' | 'rejected'>): Tally {
  const served = new Map<string, Tier | 'rejected'>();
  const twice = new Set<string>();
  for (const { readerId, tier } of results) {
    if (served.has(readerId)) twice.add(readerId);
    else served.set(readerId, tier);
  }
  const count = (wanted: Tier | 'rejected'): number => [...served.values()].filter((tier) => tier === wanted).length;
  const byTier = Object.fromEntries(tiers.map((tier) => [tier, count(tier)])) as Record<Tier, number>;
  return {
    outcomes: { ...byTier, rejected: rejected.length + count('rejected') },
    lost: readerIds.filter((id) => !served.has(id)).length,
    duplicated: twice.size,
  };
}
