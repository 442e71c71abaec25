import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { JsonataSyntaxError } from './errors.js';
import { expressionTexts } from './expression-texts.fixture.js';
import { ownOutcome, packageOutcome } from './parse-outcome.fixture.js';
import { parseJsonata } from './parse.js';
import { randomSyntax } from './random-syntax.fixture.js';

/** Characters. Longer ones may nest deeper than the stack holds, which ends where it ends for each parser. */
const LONGEST_COMPARED = 2_000;

function expectSame(source: string): void {
  if (source.length > LONGEST_COMPARED) return;
  const [own, expected] = [ownOutcome(source), packageOutcome(source)];
  // The quick comparison first: nearly all are equal.
  if (!isDeepStrictEqual(own, expected)) expect({ source, ...own }).toEqual({ source, ...expected });
}

describe('the tree, or the error with its code, place and sentence, is that of the package', () => {
  const texts = expressionTexts();

  test('for the expressions of the state machines and of the tests of the evaluator', () => {
    expect(texts.length).toBeGreaterThan(1_000);
    for (const text of texts) expectSame(text);
  });

  test('for 3,000 texts made at random', () => {
    for (let seed = 0; seed < 3_000; seed++) expectSame(randomSyntax(`syntax ${seed}`, texts));
  });

  test.each([
    '/\\\\(/',
    '/(b\\\\)/',
    '/a\\\\\\/b/',
    '/[a\\\\]/',
    '',
    ' ',
    '(',
    '1 +',
    '(1 +',
    '{"a"',
    'a b',
    '?',
    '1 ! 2',
    'a ?: b',
    'a ?? b',
    '$f(?+1)',
    '1..2',
    '[1..2..3]',
    '"abc',
    '"a\\q"',
    '"a\\u12"',
    '"\\u0',
    '"\\',
    "'a''b'",
    '`ab',
    '/a/gi',
    '/a/ii',
    '/',
    '//',
    '/(/',
    '/[/]/',
    '/[/',
    '/)/',
    '/a\\\\/',
    '1e999',
    '01',
    '1.',
    '.5',
    '/* c',
    'a /* c */ / b',
    'a[]/b',
    'a^(b)/c',
    '|a|b|/c',
    'function($x){1}/2',
    'and',
    'and and and',
    'a.in[or]',
    'true.a',
    'a.1',
    'a."b"',
    '"a"[0].b',
    '$x[0].b',
    '%',
    '%.a',
    'a.%',
    'a.%.%',
    'a.b.%.%.c',
    'a.b[%.c=1]',
    'a.b.c[%.%.x][%.y]',
    '(a.b).%',
    'a.(b;c).%',
    'a.().%',
    'a.b^(%.c)',
    'a.b@$x.c@$y.%.%',
    '[a].%',
    'a.(%;%)',
    '%[%.a]',
    '(%.a).b',
    'a ~> %',
    'a ? % : b',
    '$x := %',
    'a[]',
    'a[][1]',
    'a[1][]',
    '(a)[]',
    'a@$x[]',
    'a[]@$x',
    'a[] ~> $f',
    'a.[1][]',
    '([1].a)',
    '[1].[2]',
    '--1',
    'a{}{}',
    '$x{}[0]',
    'a{}[0]',
    'a[1]@$x',
    'a^(b)@$x',
    'a@b',
    'a#1',
    '$x[1]#$y',
    '1#$x',
    'x := 1',
    '$a:=$b:=1',
    'function($x, 1){1}',
    'λ(?){1}',
    'function($x)<n',
    'function($x)<a<n>{1}',
    'function($x)<(a<n>)>{1}',
    '  function($x) < n<s> >{1}',
    'function($x)<n?-+>{1}',
    'function(){$f()[0]}',
    'function(){a ? (1; $f()) : $g()}',
  ])('for %j', (source) => {
    expectSame(source);
  });
});

describe('texts that nest', () => {
  const nested: readonly (readonly [name: string, of: (levels: number) => string])[] = [
    ['blocks', (levels) => `${'('.repeat(levels)}1${')'.repeat(levels)}`],
    ['arrays', (levels) => `${'['.repeat(levels)}1${']'.repeat(levels)}`],
    ['objects', (levels) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`],
    ['calls', (levels) => `${'$f('.repeat(levels)}1${')'.repeat(levels)}`],
    ['lambdas', (levels) => `${'function(){'.repeat(levels)}1${'}'.repeat(levels)}`],
    ['sums', (levels) => `1${'+1'.repeat(levels)}`],
    ['conditions', (levels) => `${'true?1:'.repeat(levels)}1`],
    ['paths', (levels) => `a${'.a'.repeat(levels)}`],
    ['predicates', (levels) => `a${'[0]'.repeat(levels)}`],
  ];

  test.each(nested)('hundreds of levels are parsed: %s', (_name, of) => {
    const text = of(500);
    expect(ownOutcome(text)).toEqual(packageOutcome(text));
  });

  test.each(nested)('more than the stack holds are refused: %s', (_name, of) => {
    expect(() => parseJsonata(of(20_000))).toThrow(
      new JsonataSyntaxError('S0206', 0, 'The expression is nested too deeply to be parsed'),
    );
  });
});
