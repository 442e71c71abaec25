import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseRegularExpression } from './parse-regular-expression.js';
import { PathSyntaxError } from './path-syntax-error.js';
import { compileRegularExpression, patternSize } from './regular-expression.js';
import { TextCursor } from './text-cursor.js';

function matches(pattern: string, text: string): boolean {
  return compileRegularExpression(parseRegularExpression(new TextCursor(pattern))).matches(text);
}

describe('a pattern accepts whole texts', () => {
  test.each([
    ['/abc/', 'abc', true],
    ['/abc/', 'xabc', false],
    ['/ab?c*/', 'acc', true],
    ['/(ab|cd)+/', 'abcdab', true],
    ['/(ab|cd)+/', 'abc', false],
    ['/(?:a|)(?<year>\\d{4})/', '2026', true],
    ['/a{2,3}?/', 'aaaa', false],
    ['/a{2,}/', 'aaaa', true],
    ['/a{0}b/', 'b', true],
    ['/[a-c_\\d-]+/', 'b_9-', true],
    ['/[^a-c]/', 'b', false],
    ['/[]a]+/', ']a', true],
    ['/\\w+\\s\\W\\S\\D/', 'ab !x.', true],
    ['/\\x41\\u0042\\//', 'AB/', true],
    ['/É.*/i', 'étude', true],
    ['/[A-Z]+/i', 'abc', true],
    ['/a.b/', 'a\nb', false],
    ['/a.b/s', 'a\nb', true],
    ['/^a$/', 'a', true],
    ['/a^b/', 'ab', false],
    ['/./', '🆗', true],
    ['//', '', true],
  ])('%s on %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test('agrees with RegExp on generated patterns', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(?:ab)', '\\w', '(a|bb)');
    const part = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}')).map((pieces) => pieces.join(''));
    const pattern = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }), (source, text) => {
        expect(matches(`/${source}/`, text)).toBe(new RegExp(`^(?:${source})$`).test(text));
      }),
      { seed: 20260103, numRuns: 5_000 },
    );
  });

  test('patterns that make a backtracking matcher run for years end at once', () => {
    expect(matches('/(a*)*b/', 'a'.repeat(20_000))).toBe(false);
    expect(matches('/(a|a?)+$/', `${'a'.repeat(5_000)}!`)).toBe(false);
  });
});

describe('refused patterns', () => {
  test.each([
    '/(?=a)/',
    '/(?i)a/',
    '/(a)\\1/',
    '/a++/',
    '/a**/',
    '/a{3,2}/',
    '/a{x}/',
    '/*a/',
    '/(a/',
    '/a)/',
    '/[a',
    '/a',
    '/[b-a]/',
    '/\\p/',
  ])('%s', (pattern) => {
    expect(() => parseRegularExpression(new TextCursor(pattern))).toThrow(PathSyntaxError);
  });
});

test('the size counts repetitions written out', () => {
  const size = (pattern: string): number => patternSize(parseRegularExpression(new TextCursor(pattern)));
  expect(size('/((a{99}){99}){99}/')).toBeGreaterThan(99 ** 3);
  expect(size('/abc/')).toBeLessThan(20);
});
