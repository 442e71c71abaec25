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
    let looks = 0;
    const item = {
      get seen() {
        looks += 1;
        return true;
      },
    };
    const large = Array.from({ length: 200 }, () => item);
    byteSize(large);
    const once = looks;
    expect(once).toBeGreaterThanOrEqual(200);
    for (let round = 0; round < 10; round++) byteSize({ round, large });
    expect(looks).toBe(once);
  });
});

test('is infinite for what nests deeper than 2,000 levels, however it came to be', () => {
  expect(byteSize(JSON.parse('['.repeat(2000) + ']'.repeat(2000)))).toBe(4000);
  expect(byteSize(JSON.parse('['.repeat(2001) + ']'.repeat(2001)))).toBe(Infinity);
  expect(byteSize(JSON.parse('['.repeat(500_000) + ']'.repeat(500_000)))).toBe(Infinity);
  let grown: unknown = 'x';
  const sizes = Array.from({ length: 2001 }, () => byteSize((grown = { a: grown })));
  expect(sizes.at(-2)).toBe(2000 * 6 + 3);
  expect(sizes.at(-1)).toBe(Infinity);
});
