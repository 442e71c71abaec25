import { failureFields, type CircuitField } from './shared-circuit.js';
import type { Condition, ParameterName, Transition, Value } from './transition.js';

/** The names of the transitions, T1 to T8. */
export type TransitionName =
  | 'recordFailure'
  | 'trip'
  | 'tripAtOnce'
  | 'acquireProbe'
  | 'probeSucceeded'
  | 'probeFailed'
  | 'probeInconclusive'
  | 'probeNow'
  | 'force'
  | 'release';

/** A transition under each name. */
export type CircuitTransitions = Readonly<Record<TransitionName, Transition>>;

const parameter = (name: ParameterName): Value => ({ parameter: name });
const now: Value = { now: 'now' };
const nowPlus = (plus: ParameterName): Value => ({ now: 'now', plus });
const sameGeneration: Condition = { field: 'gen', is: '=', value: parameter('gen'), orAbsent: true };
const closed: Condition = { field: 'st', is: '=', value: 'CLOSED', orAbsent: true };
const state = (value: 'OPEN' | 'HALF_OPEN'): Condition => ({ field: 'st', is: '=', value });
const notForced: Condition = { absent: 'forced' };
/** The generation alone would not do where a failover has lost writes: it may then be given out twice. */
const ownProbe: readonly Condition[] = [
  state('HALF_OPEN'),
  sameGeneration,
  { field: 'probe_owner', is: '=', value: parameter('owner') },
  notForced,
];
const nextGeneration = { gen: { field: 'gen', plus: 1 } } as const;
const PROBE: readonly CircuitField[] = ['probe_owner', 'probe_until'];

/**
 * Everything that may happen to a shared circuit, for a failure threshold.
 *
 * | transition | from → to |
 * | --- | --- |
 * | `recordFailure` | CLOSED → CLOSED: too few failures in the window, this one is kept |
 * | `trip` | CLOSED → OPEN: the write that stores the last failure of the threshold is the write that opens |
 * | `tripAtOnce` | CLOSED → OPEN: a daily quota is used up, no counting |
 * | `acquireProbe` | OPEN or HALF_OPEN → HALF_OPEN: the probe is due, or its owner let the lease run out |
 * | `probeSucceeded` | HALF_OPEN → CLOSED |
 * | `probeFailed` | HALF_OPEN → OPEN, for `resetMs` |
 * | `probeInconclusive` | HALF_OPEN → OPEN and due at once: the error said nothing about the model |
 * | `probeNow` | OPEN, HALF_OPEN → OPEN and due: an operator's wish |
 * | `force`, `release` | any: an operator holds it OPEN or CLOSED, and lets it go |
 *
 * Each but the first raises `gen` by one and empties the failures. While forced, nothing but an operator writes.
 */
export function circuitTransitions(failureThreshold: number): CircuitTransitions {
  const known = tables.get(failureThreshold) ?? tableFor(failureThreshold);
  tables.set(failureThreshold, known);
  return known;
}

const tables = new Map<number, CircuitTransitions>();

function tableFor(failureThreshold: number): CircuitTransitions {
  const ring = failureFields(failureThreshold);
  const oldest = ring.at(-1);
  const since: Value = { now: 'now', minus: 'windowMs' };
  const openedByFailure: Transition = {
    when: [closed, sameGeneration, notForced],
    set: {
      ...nextGeneration,
      st: 'OPEN',
      opened_at: now,
      first_opened_at: now,
      open_until: nowPlus('resetMs'),
      opens: 1,
    },
    remove: ring,
  };
  return {
    recordFailure: {
      when: [
        closed,
        sameGeneration,
        notForced,
        // A threshold of 1 keeps no failures: there is nothing that this one could be too few for.
        ...(oldest ? [{ field: oldest, is: '<', value: since, orAbsent: true } as const] : [{ anyOf: [] }]),
      ],
      set: {
        gen: { field: 'gen' },
        st: 'CLOSED',
        ...Object.fromEntries(ring.map((field, i) => [field, i === 0 ? now : { field: `r${i}` }])),
      },
      remove: [],
    },
    trip: {
      ...openedByFailure,
      when: [...openedByFailure.when, ...(oldest ? [{ field: oldest, is: '>=', value: since } as const] : [])],
    },
    tripAtOnce: openedByFailure,
    acquireProbe: {
      when: [
        sameGeneration,
        notForced,
        {
          anyOf: [
            [state('OPEN'), { field: 'open_until', is: '<=', value: now }],
            [state('HALF_OPEN'), { field: 'probe_until', is: '<=', value: now }],
          ],
        },
      ],
      set: {
        ...nextGeneration,
        st: 'HALF_OPEN',
        probe_owner: parameter('owner'),
        probe_until: nowPlus('leaseMs'),
      },
      remove: ring,
    },
    probeSucceeded: {
      when: ownProbe,
      set: { ...nextGeneration, st: 'CLOSED', opens: 0, closed_at: now },
      remove: ['opened_at', 'first_opened_at', 'open_until', ...PROBE, ...ring],
    },
    probeFailed: {
      when: ownProbe,
      set: {
        ...nextGeneration,
        st: 'OPEN',
        opened_at: now,
        open_until: nowPlus('resetMs'),
        opens: { field: 'opens', plus: 1 },
      },
      remove: [...PROBE, ...ring],
    },
    probeInconclusive: {
      when: ownProbe,
      set: { ...nextGeneration, st: 'OPEN', open_until: now },
      remove: [...PROBE, ...ring],
    },
    probeNow: {
      when: [{ anyOf: [[state('OPEN')], [state('HALF_OPEN')]] }, sameGeneration, notForced],
      set: { ...nextGeneration, st: 'OPEN', open_until: 0 },
      remove: [...PROBE, ...ring],
    },
    force: {
      when: [sameGeneration],
      set: { ...nextGeneration, st: { field: 'st' }, forced: parameter('forced'), forced_at: now },
      remove: ring,
    },
    release: {
      when: [sameGeneration, { present: 'forced' }],
      set: nextGeneration,
      remove: ['forced', 'forced_at', ...ring],
    },
  };
}
