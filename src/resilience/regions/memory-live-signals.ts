import { type Clock, realTime } from '../clock.js';
import type { LiveSignals } from './live-signals.js';

/** Signals within one process: for tests, simulations and local runs. */
export function memoryLiveSignals(clock: Pick<Clock, 'now'> = realTime): LiveSignals {
  const facts = new Map<string, { readonly value: string; readonly endsAt: number }>();
  const valueOf = (key: string): string | undefined => {
    const fact = facts.get(key);
    return fact && clock.now() < fact.endsAt ? fact.value : undefined;
  };
  return {
    put: async (key, value, ttlMs) => void facts.set(key, { value, endsAt: clock.now() + ttlMs }),
    get: async (keys) => keys.map(valueOf),
  };
}
