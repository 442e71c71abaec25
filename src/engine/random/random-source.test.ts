import { describe, expect, test } from '@jest/globals';
import { seededRandom } from './random-source.js';

describe('seededRandom', () => {
  test('gives the same numbers for the same seed, and others for another', () => {
    const numbers = (seed: number | string): number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers('7')).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
  });

  test('spreads its numbers evenly over [0, 1)', () => {
    const random = seededRandom('spread');
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 100_000; draw++) {
      const bucket = Math.floor(random.next() * 10);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const count of buckets) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  test('gives UUIDs of version 4 that differ', () => {
    const random = seededRandom(1);
    const uuids = Array.from({ length: 1000 }, () => random.uuid());
    expect(new Set(uuids).size).toBe(1000);
    for (const uuid of uuids) expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});
