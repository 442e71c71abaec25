import fc from 'fast-check';
import type { CircuitOptions } from '../../circuit/configuration.js';

/** Circuits of every kind, small enough that an outage of minutes goes through all of their states. */
export const randomCircuits: fc.Arbitrary<CircuitOptions> = fc
  .record({
    failureThreshold: fc.integer({ min: 1, max: 6 }),
    windowSeconds: fc.integer({ min: 1, max: 60 }),
    resetTimerSeconds: fc.integer({ min: 10, max: 300 }),
    maxResetSeconds: fc.integer({ min: 10, max: 300 }),
    maxOpenings: fc.integer({ min: 1, max: 5 }),
    whileOpen: fc.constantFrom('wait' as const, 'fallback' as const),
    cooldown: fc.constantFrom('wait' as const, 'callback' as const),
    chunkSize: fc.integer({ min: 1, max: 12 }),
    concurrency: fc.integer({ min: 1, max: 8 }),
    maxTries: fc.integer({ min: 1, max: 4 }),
    maxHistoryEvents: fc.constantFrom(500, 700, 23_000),
  })
  .map((c) => ({ ...c, maxResetSeconds: Math.max(c.resetTimerSeconds, c.maxResetSeconds) }));
