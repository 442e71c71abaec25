import type { CircuitStore, StoreAnswer } from '../../circuit/index.js';
import type { Clock } from '../clock.js';

/**
 * Answers checks from the last answer for a while, for a store in which every read costs time and money (DynamoDB).
 * An opening by another caller is noticed that much later, an own one at once. A probe that is due is always asked for,
 * by one caller of this process at a time.
 *
 * @param maxAgeMs 1,000 to 5,000 is sensible
 */
export function cachedChecks(store: CircuitStore, maxAgeMs: number, clock: Pick<Clock, 'now'>): CircuitStore {
  const known = new Map<string, { readonly answer: StoreAnswer; readonly at: number }>();
  const underWay = new Map<string, Promise<StoreAnswer>>();

  /** The answer as it would be at this moment, unless it is too old or a probe is due. */
  function fresh(circuit: string): StoreAnswer | undefined {
    const last = known.get(circuit);
    const age = last ? clock.now() - last.at : Infinity;
    if (!last || age >= maxAgeMs) return undefined;
    const { record } = last.answer;
    const now = last.answer.now + age;
    const dueAt = record.st === 'OPEN' ? record.open_until : record.probe_until;
    const isDue = record.st !== 'CLOSED' && !record.forced && (dueAt ?? 0) <= now;
    return isDue ? undefined : { record, now };
  }

  async function remember(circuit: string, asked: Promise<StoreAnswer>): Promise<StoreAnswer> {
    const at = clock.now();
    const answer = await asked;
    const last = known.get(circuit);
    // A check that was slow may come in after the report that changed the circuit.
    const isOlder = last && clock.now() - last.at < maxAgeMs && answer.record.gen < last.answer.record.gen;
    if (!isOlder) known.set(circuit, { answer, at });
    return answer;
  }

  return {
    async check(circuit, probe) {
      const cached = fresh(circuit);
      if (cached) return cached;
      const pending = underWay.get(circuit);
      if (pending) {
        // Callers that wait for the same read share the record, never the probe.
        const { record, now } = await pending;
        return { record, now };
      }
      const asked = remember(circuit, store.check(circuit, probe)).finally(() => underWay.delete(circuit));
      underWay.set(circuit, asked);
      return asked;
    },
    read: (circuit) => remember(circuit, store.read(circuit)),
    attempt: (circuit, names, parameters) => remember(circuit, store.attempt(circuit, names, parameters)),
    list: () => store.list(),
  };
}
