import { describe, expect, test } from '@jest/globals';
import { applyTransition } from './apply-transition.js';
import { UNTOUCHED, type SharedCircuit } from './shared-circuit.js';
import { circuitTransitions } from './transitions.js';

const NOW = 1_000_000;
const transitions = circuitTransitions(5);
const parameters = { failureThreshold: 5, windowMs: 30_000, resetMs: 30_000, leaseMs: 95_000, owner: 'me' };

/** Failures at these times, in this order, on an untouched circuit. */
const failing = (times: readonly number[]): SharedCircuit =>
  times.reduce<SharedCircuit>(
    (record, now) =>
      applyTransition(transitions.recordFailure, record, { ...parameters, gen: record.gen }, now) ??
      applyTransition(transitions.trip, record, { ...parameters, gen: record.gen }, now) ??
      record,
    UNTOUCHED,
  );

describe('counting', () => {
  test('the fifth failure within 30 s opens', () => {
    expect(failing([0, 1, 2, 3].map((s) => NOW + s * 1_000)).st).toBe('CLOSED');
    expect(failing([0, 1, 2, 3, 30].map((s) => NOW + s * 1_000))).toEqual({
      st: 'OPEN',
      gen: 1,
      opens: 1,
      opened_at: NOW + 30_000,
      first_opened_at: NOW + 30_000,
      open_until: NOW + 60_000,
    });
  });

  test('five failures over more than 30 s do not, the window slides', () => {
    const slow = failing([0, 1, 2, 3, 30.001].map((s) => NOW + s * 1_000));
    expect(slow).toEqual({ st: 'CLOSED', gen: 0, r1: NOW + 30_001, r2: NOW + 3_000, r3: NOW + 2_000, r4: NOW + 1_000 });
    expect(failing([0, 1, 2, 3, 30.001, 31].map((s) => NOW + s * 1_000)).st).toBe('OPEN');
  });

  test('a threshold of one opens at the first failure and keeps none', () => {
    const { recordFailure, trip } = circuitTransitions(1);
    expect(applyTransition(recordFailure, undefined, { ...parameters, gen: 0 }, NOW)).toBeUndefined();
    expect(applyTransition(trip, undefined, { ...parameters, gen: 0 }, NOW)?.st).toBe('OPEN');
  });

  test('a threshold raised by a deployment does not trip early', () => {
    const two = failing([0, 1].map((s) => NOW + s * 1_000));
    const { recordFailure } = circuitTransitions(9);
    expect(applyTransition(recordFailure, two, { ...parameters, gen: 0 }, NOW + 2_000)?.st).toBe('CLOSED');
  });

  test('a result of an older generation changes nothing', () => {
    const open = failing([0, 1, 2, 3, 4].map((s) => NOW + s));
    for (const late of [transitions.recordFailure, transitions.trip, transitions.tripAtOnce])
      expect(applyTransition(late, open, { ...parameters, gen: 0 }, NOW)).toBeUndefined();
  });
});

describe('the probe', () => {
  const open = failing([0, 0, 0, 0, 0].map((s) => NOW + s));
  const half = applyTransition(transitions.acquireProbe, open, parameters, NOW + 30_000);

  test('is given once the reset timer has run, not before', () => {
    expect(applyTransition(transitions.acquireProbe, open, parameters, NOW + 29_999)).toBeUndefined();
    expect(half).toMatchObject({ st: 'HALF_OPEN', gen: 2, probe_owner: 'me', probe_until: NOW + 125_000 });
  });

  test('is taken over when its lease has run out, not before', () => {
    expect(applyTransition(transitions.acquireProbe, half, parameters, NOW + 124_999)).toBeUndefined();
    expect(applyTransition(transitions.acquireProbe, half, parameters, NOW + 125_000)?.gen).toBe(3);
  });

  test('is reported by its owner alone', () => {
    const another = { ...parameters, gen: 2, owner: 'another' };
    for (const report of [transitions.probeSucceeded, transitions.probeFailed, transitions.probeInconclusive])
      expect(applyTransition(report, half, another, NOW + 31_000)).toBeUndefined();
  });

  test('closes, reopens for longer, or is due again', () => {
    const held = { ...parameters, gen: 2, resetMs: 60_000 };
    const later = NOW + 31_000;
    expect(applyTransition(transitions.probeSucceeded, half, held, later)).toEqual({
      st: 'CLOSED',
      gen: 3,
      opens: 0,
      closed_at: later,
    });
    expect(applyTransition(transitions.probeFailed, half, held, later)).toMatchObject({
      st: 'OPEN',
      opens: 2,
      opened_at: later,
      first_opened_at: NOW,
      open_until: later + 60_000,
    });
    expect(applyTransition(transitions.probeInconclusive, half, held, later)).toMatchObject({
      st: 'OPEN',
      opens: 1,
      open_until: later,
    });
  });

  test('is never left without an owner in HALF_OPEN by an operator', () => {
    const asked = applyTransition(transitions.probeNow, half, { ...parameters, gen: 2 }, NOW);
    expect(asked).toMatchObject({ st: 'OPEN', open_until: 0, gen: 3 });
    expect(asked).not.toHaveProperty('probe_owner');
  });
});

describe('forced by an operator', () => {
  const forced = applyTransition(transitions.force, undefined, { ...parameters, gen: 0, forced: 'OPEN' }, NOW);

  test('nothing else writes until it is released', () => {
    expect(forced).toEqual({ st: 'CLOSED', gen: 1, forced: 'OPEN', forced_at: NOW });
    for (const [name, transition] of Object.entries(transitions)) {
      const after = applyTransition(transition, forced, { ...parameters, gen: 1, forced: 'OPEN' }, NOW);
      expect([name, after !== undefined]).toEqual([name, name === 'force' || name === 'release']);
    }
  });

  test('a release raises the generation and leaves the state', () => {
    expect(applyTransition(transitions.release, forced, { ...parameters, gen: 1 }, NOW)).toEqual({
      st: 'CLOSED',
      gen: 2,
    });
  });
});

test('a missing parameter is named', () => {
  expect(() => applyTransition(transitions.trip, undefined, { failureThreshold: 5, gen: 0 }, NOW)).not.toThrow();
  expect(() => applyTransition(transitions.tripAtOnce, undefined, { failureThreshold: 5, gen: 0 }, NOW)).toThrow(
    'The transition needs the parameter resetMs, which is missing. Give it in the attempt.',
  );
});
