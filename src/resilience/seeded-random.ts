import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) for a key. Production ignores the key (`Math.random`); a seeded one makes a simulated run
 * repeatable whatever the order in which concurrent calls fail.
 */
export type Random = (key: string) => number;

/**
 * A repeatable {@link Random}: the number depends on the seed and the key alone, never on how many were drawn before.
 * For simulations and tests; production draws from `Math.random`.
 */
export function seededRandom(seed: number | string): Random {
  // 48 bits are exact in a double, so that the result stays below 1.
  return (key) => createHash('sha256').update(`${seed}\n${key}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
