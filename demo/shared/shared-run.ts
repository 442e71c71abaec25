import type { CircuitChange, RunRecord, Tier } from '../run-record.js';

/** Who asked for an answer. */
export type Origin = 'request path' | 'warm-up';

/** One answer, and the tier that gave it. */
export interface SharedAnswer {
  readonly origin: Origin;
  /** `rejected`: left as it was, no model could generate it. Only in the warm-up. */
  readonly tier: Tier | 'rejected';
  /** Milliseconds of the run's time since its start. */
  readonly at: number;
}

/** What a run of request path and warm-up over the same circuits leaves behind. */
export interface SharedRun extends Pick<
  RunRecord,
  'calls' | 'outages' | 'primary' | 'duration' | 'wallDuration' | 'failure'
> {
  readonly answers: readonly SharedAnswer[];
  /** Requests that came; each should have its answer. */
  readonly requests: number;
  /** Readers whom the warm-up was to generate. */
  readonly readers: number;
  /** Each circuit's states. The primary model's comes first. */
  readonly circuits: readonly { readonly circuit: string; readonly changes: readonly CircuitChange[] }[];
  /** Probes that were granted: of all circuits to the request path, of the primary model's to the warm-up. */
  readonly probes: number;
}

/** Counts for one second of a run. */
export interface Second {
  readonly second: number;
  readonly circuit: CircuitChange['state'];
  readonly answers: Readonly<Record<Origin, Readonly<Partial<Record<SharedAnswer['tier'], number>>>>>;
}

/** What each tier served, second by second, with the state of the primary model's circuit. */
export function seconds({ answers, circuits, duration }: SharedRun): Second[] {
  const changes = circuits[0]?.changes ?? [];
  return Array.from({ length: Math.ceil(duration / 1_000) }, (_, second) => {
    const counts: Record<Origin, Partial<Record<SharedAnswer['tier'], number>>> = { 'request path': {}, 'warm-up': {} };
    for (const { origin, tier, at } of answers)
      if (Math.floor(at / 1_000) === second) counts[origin][tier] = (counts[origin][tier] ?? 0) + 1;
    const state = changes.findLast(({ at }) => at <= second * 1_000)?.state ?? 'CLOSED';
    return { second, circuit: state, answers: counts };
  });
}
