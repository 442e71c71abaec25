import { callsWhileOpen, failedCallsBeforeOpen } from './call-figures.js';
import type { CircuitState, RunRecord } from './run-record.js';
import { tally, type Tally } from './tally.js';

/** The figures of a run: what `--json` prints. Times are seconds. */
export interface Summary extends Pick<Tally, 'outcomes' | 'lost' | 'duplicated'> {
  /** Readers after the removal of repeated ids, rejected lines included: the sum of the outcomes when nothing is lost. */
  readonly items: number;
  /** Requests to the primary target between OPEN and the next probe. */
  readonly primaryCallsWhileOpen: number;
  /** Guarded calls to the primary target that failed before its circuit first opened, as {@link failedCallsBeforeOpen} counts them. */
  readonly failedCallsBeforeOpen: number;
  readonly probes: number;
  /** The primary target's circuit: its state at the start, then every change. */
  readonly circuit: readonly { readonly state: CircuitState; readonly at: number }[];
  readonly transitionsPerItem: number;
  readonly virtualSeconds: number;
  /** How the last execution ended, with its error and cause; absent when it succeeded. */
  readonly failure?: string | undefined;
  /** The one figure that differs between two runs with the same seed. */
  readonly wallSeconds: number;
}

/** Sums up a run. */
export function summarise(run: RunRecord): Summary {
  const { outcomes, lost, duplicated } = tally(run);
  const items = run.readerIds.length + run.rejected.length;
  return {
    items,
    outcomes,
    lost,
    duplicated,
    primaryCallsWhileOpen: callsWhileOpen(run),
    failedCallsBeforeOpen: failedCallsBeforeOpen(run),
    probes: run.probes,
    circuit: run.circuit.map(({ state, at }) => ({ state, at: at / 1_000 })),
    transitionsPerItem: items === 0 ? 0 : Number((run.transitions / items).toFixed(4)),
    ...(run.failure !== undefined && { failure: run.failure }),
    virtualSeconds: run.duration / 1_000,
    wallSeconds: Number((run.wallDuration / 1_000).toFixed(3)),
  };
}
