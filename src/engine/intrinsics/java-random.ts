const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/**
 * `new java.util.Random(seed).nextInt(bound)`: a number in [0, bound), always the same for one seed.
 *
 * AWS promises that a seed fixes the number, not which number it is; this choice is Java's.
 *
 * @param bound at least 1 and at most 2³¹ − 1
 */
export function javaSeededInteger(seed: number, bound: number): number {
  let state = (BigInt(seed) ^ MULTIPLIER) & MASK;
  for (;;) {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    const bits = Number(state >> 17n);
    if ((bound & -bound) === bound) return Number((BigInt(bound) * BigInt(bits)) >> 31n);
    const value = bits % bound;
    // Numbers in the last, incomplete stretch would favour small values; Java draws again.
    if (bits - value + (bound - 1) < 2 ** 31) return value;
  }
}
