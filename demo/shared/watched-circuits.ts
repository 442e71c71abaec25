import { defaultModels } from '../../state-machines/recommendation-generation.js';
import { circuitKey, effectiveState, type CircuitStore, type StoreAnswer } from '../../src/circuit/index.js';
import type { Clock } from '../../src/engine/index.js';
import type { CircuitChange } from '../run-record.js';
import type { SharedRun } from './shared-run.js';

/** Milliseconds between two looks at the table, for what the state machine changes in it. */
const EVERY = 1_000;

export interface WatchedCircuits {
  /** The store, for who is to be watched. */
  readonly store: CircuitStore;
  /** Ends the watch. */
  stop(): Promise<Pick<SharedRun, 'circuits'> & { readonly probes: number }>;
}

/** Follows the models' circuits: by every answer of the store, and by a look of its own every second. */
export function watchCircuits(store: CircuitStore, clock: Clock): WatchedCircuits {
  const startedAt = clock.now();
  const keys = Object.values(defaultModels).map(circuitKey);
  const changes = new Map<string, CircuitChange[]>(keys.map((key) => [key, [{ state: 'CLOSED', at: 0 }]]));
  const generations = new Map<string, number>();
  const stopped = new AbortController();
  let probes = 0;

  const noted = async (circuit: string, asked: Promise<StoreAnswer>): Promise<StoreAnswer> => {
    const answer = await asked;
    const { record, applied } = answer;
    if (applied === 'acquireProbe') probes += 1;
    const seen = changes.get(circuit);
    const state = effectiveState(record);
    if (record.gen > (generations.get(circuit) ?? 0)) {
      generations.set(circuit, record.gen);
      if (seen?.at(-1)?.state !== state) seen?.push({ state, at: Math.floor(clock.now()) - startedAt });
    }
    return answer;
  };

  const watched: CircuitStore = {
    read: (circuit) => noted(circuit, store.read(circuit)),
    check: (circuit, probe) => noted(circuit, store.check(circuit, probe)),
    attempt: (circuit, names, parameters) => noted(circuit, store.attempt(circuit, names, parameters)),
    list: () => store.list(),
  };

  const looking = (async () => {
    const release = clock.hold();
    try {
      while (!stopped.signal.aborted) {
        await Promise.all(keys.map((key) => watched.read(key)));
        await clock.sleep(EVERY, stopped.signal).catch(() => {});
      }
    } finally {
      release();
    }
  })();

  return {
    store: watched,
    async stop() {
      stopped.abort();
      await looking;
      return { circuits: keys.map((circuit) => ({ circuit, changes: changes.get(circuit) ?? [] })), probes };
    },
  };
}
