import type { Clock } from '../clock.js';
import { errorName, type Telemetry } from '../telemetry.js';

/** The metric of calls that went ahead without asking their circuit. */
export const CIRCUIT_BREAKER_UNAVAILABLE = 'CircuitBreakerUnavailable';

/** After a failure the store is left alone for this long, doubled from the first to the last, in milliseconds. */
const PAUSE_MS = { first: 50, last: 1_000 } as const;
/** An unreachable store is reported this often, with the calls since the last time; not once a call. */
const REPORT_EVERY_MS = 10_000;

/** Access to a store that may be unreachable. */
export interface StoreContact {
  /** Whether to ask the store at all: of all that come during an outage, one at a time is to try. */
  worthAsking(): boolean;
  /** Makes a request, and notes whether it got through. Rejects as the request does. */
  reach<Answer>(request: () => Promise<Answer>): Promise<Answer>;
}

/** Keeps an unreachable store from costing every call its time limit, for every kind of store. */
export function storeContact(circuit: string, clock: Pick<Clock, 'now'>, telemetry: Telemetry): StoreContact {
  let failures = 0;
  let pausedUntil = -Infinity;
  let unreported = 0;
  let toldAt = -Infinity;
  let lastError: unknown;

  const pause = (): void => {
    pausedUntil = clock.now() + Math.min(PAUSE_MS.first * 2 ** Math.min(failures - 1, 10), PAUSE_MS.last);
  };

  /** Of an outage that is over the calls are still told, and no warning. */
  function tell(): void {
    if (unreported === 0 || clock.now() - toldAt < REPORT_EVERY_MS) return;
    telemetry.metrics({ Circuit: circuit }, [{ name: CIRCUIT_BREAKER_UNAVAILABLE, value: unreported }]);
    if (failures > 0)
      telemetry.logger.warn('The store of the circuits cannot be reached: calls go ahead as if they were closed.', {
        circuit,
        error: errorName(lastError),
      });
    unreported = 0;
    toldAt = clock.now();
  }

  function unreached(): void {
    unreported += 1;
    tell();
  }

  return {
    worthAsking() {
      if (failures === 0) return true;
      if (clock.now() < pausedUntil) {
        unreached();
        return false;
      }
      pause();
      return true;
    },
    async reach(request) {
      try {
        const answer = await request();
        failures = 0;
        tell();
        return answer;
      } catch (error) {
        failures += 1;
        lastError = error;
        pause();
        unreached();
        throw error;
      }
    },
  };
}
