import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { byteSize } from './byte-size.js';

describe('byteSize', () => {
  test('is the length of the JSON text in UTF-8', () => {
    const values = fc.jsonValue({ stringUnit: 'binary' });
    fc.assert(
      fc.property(values, (value) => {
        expect(byteSize(value)).toBe(Buffer.byteLength(JSON.stringify(value)));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('counts characters outside of ASCII by their bytes', () => {
    expect(byteSize('héllo €')).toBe(Buffer.byteLength('"héllo €"'));
    const long = 'quote " and \n and something long enough for the other branch';
    expect(byteSize(long)).toBe(Buffer.byteLength(JSON.stringify(long)));
  });

  test('measures a large value once, however often it is passed on', () => {
    const large = Array.from({ length: 200_000 }, (_, index) => ({ index }));
    byteSize(large);
    const before = performance.now();
    for (let round = 0; round < 1000; round++) byteSize({ round, large });
    expect(performance.now() - before).toBeLessThan(100);
  });
});
