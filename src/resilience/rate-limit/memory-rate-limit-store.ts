import { type Clock, realTime } from '../clock.js';
import { nextTurn, type RateLimitStore } from './rate-limit-store.js';

/** Turns within one process: for tests, simulations and local runs. */
export function memoryRateLimitStore(clock: Pick<Clock, 'now'> = realTime): RateLimitStore {
  const fullAt = new Map<string, number>();
  return {
    async reserve(key, rule) {
      const { fullAt: next, ...turn } = nextTurn(fullAt.get(key), clock.now(), rule);
      fullAt.set(key, next);
      return turn;
    },
  };
}
