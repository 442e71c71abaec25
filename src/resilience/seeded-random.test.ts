import { expect, test } from '@jest/globals';
import { seededRandom } from './seeded-random.js';

test('the number depends on seed and key, and not on what was drawn before', () => {
  const random = seededRandom(7);
  const first = random('call 1#1');
  random('call 2#1');
  expect(random('call 1#1')).toBe(first);
  expect(seededRandom(7)('call 1#1')).toBe(first);
  expect(seededRandom(8)('call 1#1')).not.toBe(first);
});

test('numbers spread over [0, 1)', () => {
  const random = seededRandom('spread');
  const numbers = Array.from({ length: 2_000 }, (_, key) => random(String(key)));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toBeCloseTo(0.5, 1);
});
