import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { numberSize } from './number-size.js';

test.each([
  0,
  -0,
  9,
  10,
  -10,
  99.5,
  100,
  0.01,
  -0.07,
  0.1 + 0.2,
  4.35,
  1.005,
  1e-7,
  999_999_999_999.99,
  1e12,
  1e21,
  -1e300,
])('%d takes as many characters as its JSON text', (value) => {
  expect(numberSize(value)).toBe(JSON.stringify(value).length);
});

test.each([Number.NaN, Infinity, -Infinity])('%d is written as null', (value) => {
  expect(numberSize(value)).toBe(4);
});

test('any number takes as many characters as its JSON text', () => {
  const decimals = fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 6 }));
  const rounded = decimals.map(([digits, places]) => digits / 10 ** places);
  // Neighbours of numbers with few decimals look like them to arithmetic.
  const neighbour = rounded.map((value) => value * (1 + Number.EPSILON));
  fc.assert(
    fc.property(fc.oneof(rounded, neighbour, fc.double({ noNaN: true, noDefaultInfinity: true })), (value) => {
      expect(numberSize(value)).toBe(JSON.stringify(value).length);
    }),
    { seed: 1, numRuns: 20_000 },
  );
});
