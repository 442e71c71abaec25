import { applyTransition } from './apply-transition.js';
import type { Exploration, Move, World } from './circuit-exploration.fixture.js';
import { effectiveState, UNTOUCHED, type SharedCircuit } from './shared-circuit.js';
import { circuitTransitions } from './transitions.js';

/** What every step of a shared circuit has to keep true; gives the names of what a move breaks. */
export const brokenInvariants =
  (setting: Exploration) =>
  (before: World, move: Move): string[] =>
    named.filter(([, keeps]) => !keeps(setting, before, move)).map(([name]) => name);

type Invariant = (setting: Exploration, before: World, move: Move) => boolean;

const recordOf = (world: World): SharedCircuit => world.record ?? UNTOUCHED;
const ring = (record: SharedCircuit) => Object.keys(record).filter((field) => /^r\d+$/.test(field));
const raisesGeneration = (move: Move) => move.write !== undefined && move.write.transition !== 'recordFailure';
const liveProbes = (world: World) =>
  world.callers.filter((caller) => caller.phase === 'calling' && caller.admitted?.probe && !caller.disowned);

const invariants: Readonly<Record<string, Invariant>> = {
  'I1 one grant per generation': (_, before, { write, after }) =>
    write?.transition !== 'acquireProbe' || recordOf(after).gen === recordOf(before).gen + 1,

  'I2 at most one live probe': (_, __, { after }) => liveProbes(after).length <= 1,

  'I3 no admission while open': (_, __, { admitted }) =>
    !admitted || admitted.probe || effectiveState(admitted.on) === 'CLOSED',

  'I3 no probe before it is due': (_, before, { write }) => {
    const { st, open_until: openUntil = 0, probe_until: probeUntil = 0 } = recordOf(before);
    return write?.transition !== 'acquireProbe' || (st === 'OPEN' ? openUntil : probeUntil) <= write.at;
  },

  'I4 a change of state raises the generation by one and shows the current one': (_, before, move) => {
    const [was, is] = [recordOf(before), recordOf(move.after)];
    if (was === is) return true;
    const changed = was.st !== is.st || was.forced !== is.forced || raisesGeneration(move);
    return move.write?.shownGeneration === was.gen && is.gen === was.gen + (changed ? 1 : 0);
  },

  'I5 the write that stores the last failure of the threshold opens': ({ rules }, before, { write }) => {
    if (write?.transition !== 'recordFailure') return true;
    const last = before.failures.slice(-(rules.failureThreshold - 1));
    return last.length < rules.failureThreshold - 1 || last[0]! < write.at - rules.windowMs;
  },

  'I5 no counted failure of the current generation is lost': (_, __, { dropped }) =>
    dropped?.outcome !== 'counted' || dropped.on.gen !== dropped.admitted.generation || dropped.on.forced !== undefined,

  'I6 it opens only with enough failures of one generation in the window': ({ rules }, before, { write }) => {
    if (write?.transition !== 'trip') return true;
    const last = before.failures.slice(-(rules.failureThreshold - 1));
    return last.length === rules.failureThreshold - 1 && last.every((at) => at >= write.at - rules.windowMs - 1);
  },

  'I7 it closes only through a granted probe': (_, before, { write, after }) =>
    recordOf(before).st === 'CLOSED' || recordOf(after).st !== 'CLOSED' || write?.transition === 'probeSucceeded',

  'I8 a probe is always within reach': ({ rules }, before, { after }) => {
    if (before.record === after.record && before.now === after.now) return true;
    const { st, forced, open_until: openUntil = 0, probe_until: probeUntil = 0 } = recordOf(after);
    if (forced || st === 'CLOSED') return true;
    const due = st === 'OPEN' ? openUntil : probeUntil;
    if (due - after.now > Math.max(rules.maxResetMs, rules.leaseMs) + 1) return false;
    const { acquireProbe, probeSucceeded } = circuitTransitions(rules.failureThreshold);
    const parameters = { failureThreshold: rules.failureThreshold, leaseMs: rules.leaseMs, owner: 'next' };
    const held = applyTransition(acquireProbe, after.record, parameters, Math.max(due, after.now));
    return held !== undefined && applyTransition(probeSucceeded, held, parameters, after.now)?.st === 'CLOSED';
  },

  'I9 a store out of reach is not written to': (_, before, { name, after }) =>
    !name.endsWith('store unreachable') || before.record === after.record,

  'I10 it is never open for longer than the longest reset': ({ rules }, _, { after }) => {
    const { open_until: until = 0, opened_at: at = 0 } = recordOf(after);
    return recordOf(after).st !== 'OPEN' || until <= Math.max(at + rules.maxResetMs, after.now + 1);
  },

  'I11 a late result changes nothing': (_, before, { write }) =>
    !write?.outcome || write.shownGeneration === recordOf(before).gen,

  'I12 an uncounted probe error neither closes nor lengthens': (_, before, { write, after }) =>
    write?.outcome !== 'uncounted' ||
    (recordOf(after).st === 'OPEN' &&
      recordOf(after).open_until! <= write.at &&
      recordOf(after).opens === recordOf(before).opens),

  'I13 the failures are empty on entering any state': (_, __, move) =>
    !raisesGeneration(move) || ring(recordOf(move.after)).length === 0,

  'I14 forced is never left but by an operator': (_, before, { name, after }) =>
    recordOf(before).forced === recordOf(after).forced || name.startsWith('operator'),
};

const named = Object.entries(invariants);
