import { expect, test } from '@jest/globals';
import { javaSeededInteger } from './java-random.js';

test('agrees with java.util.Random: nextInt() of seed 42 is -1170105035, of which nextInt(bound) takes the upper 31 bits', () => {
  const bits = (-1170105035 >>> 1) | 0;
  expect(javaSeededInteger(42, 2 ** 31 - 1)).toBe(bits);
  expect(javaSeededInteger(42, 100)).toBe(bits % 100);
  expect(javaSeededInteger(42, 2 ** 30)).toBe(bits >> 1);
});

test('every number is in range, for powers of two and other bounds', () => {
  for (const bound of [1, 2, 3, 8, 1000, 2 ** 30, 2 ** 31 - 1]) {
    for (let seed = -20; seed < 20; seed++) {
      const number = javaSeededInteger(seed, bound);
      expect(Number.isInteger(number) && number >= 0 && number < bound).toBe(true);
    }
  }
});
