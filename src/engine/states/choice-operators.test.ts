import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COMPARISONS, matchesWildcards, TESTS } from './choice-operators.js';

describe('COMPARISONS', () => {
  test.each([
    ['BooleanEquals', true, true, true],
    ['BooleanEquals', 'true', true, false],
    ['NumericEquals', 1, 1, true],
    ['NumericLessThan', 1, 2, true],
    ['NumericGreaterThanEquals', 2, 2, true],
    ['NumericLessThanEquals', '1', 2, false],
    ['StringEquals', 'a', 'a', true],
    ['StringGreaterThan', 'b', 'a', true],
    ['StringLessThan', 1, '2', false],
    ['TimestampEquals', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', true],
    ['TimestampLessThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.001Z', true],
    ['TimestampGreaterThan', 'tomorrow', '2026-01-01T00:00:00Z', false],
  ])('%s of %j and %j is %j', (name, value, operand, expected) => {
    expect(COMPARISONS[name]?.(value, operand)).toBe(expected);
  });
});

describe('TESTS', () => {
  test.each([
    ['IsNull', null, 0],
    ['IsNumeric', 1, '1'],
    ['IsString', '', null],
    ['IsBoolean', false, 0],
    ['IsTimestamp', '2026-01-01T00:00:00Z', '2026-01-01'],
  ])('%s tells %j from %j', (name, fitting, other) => {
    expect([TESTS[name]?.(fitting), TESTS[name]?.(other)]).toEqual([true, false]);
  });
});

describe('matchesWildcards', () => {
  test.each([
    ['foo23.log', 'foo*.log', true],
    ['zebra.log', '*.log', true],
    ['foobar.zebra', 'foo*.*', true],
    ['a*b', String.raw`a\*b`, true],
    ['axb', String.raw`a\*b`, false],
    [String.raw`a\b`, String.raw`a\\b`, true],
    ['', '*', true],
    ['abc', 'ab', false],
  ])('%j by %j: %j', (text, pattern, expected) => {
    expect(matchesWildcards(text, pattern)).toBe(expected);
  });

  test('agrees with a regular expression', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(texts, patterns, (text, pattern) => {
        expect(matchesWildcards(text, pattern)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  // Trying every way to share out the text would never come to an end.
  test('does not explode', () => {
    expect(matchesWildcards('a'.repeat(20_000), `${'*a'.repeat(20)}b`)).toBe(false);
  });
});
