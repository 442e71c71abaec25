import { describe, expect, test } from '@jest/globals';
import { compileJsonata, JsonataEvaluationError, JsonataSyntaxError } from './index.js';

function evaluate(source: string, variables: Record<string, unknown> = {}): unknown {
  return compileJsonata(source).evaluate({
    variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    now: () => 0,
    random: () => 0.5,
  });
}

function failure(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

test('text that is not JSONata is refused when it is compiled', () => {
  expect(failure(() => compileJsonata('1 +'))).toBeInstanceOf(JsonataSyntaxError);
  expect(failure(() => compileJsonata('1 +'))).toMatchObject({ code: 'S0207', position: 3 });
  expect(failure(() => compileJsonata('$a ?? 1'))).toMatchObject({ code: 'S0211' });
  expect(failure(() => compileJsonata('/(/'))).toBeInstanceOf(JsonataSyntaxError);
});

test.each([
  ['('.repeat(100_000)],
  [`1${'+1'.repeat(100_000)}`],
  [`true${' and true'.repeat(100_000)}`],
  [`${'true?1:'.repeat(100_000)}1`],
  [`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  [`${'$string('.repeat(10_000)}1${')'.repeat(10_000)}`],
])('text that nests deeper than the stack allows is refused when it is compiled: %.20s…', (source) => {
  expect(failure(() => compileJsonata(source))).toMatchObject({ name: 'JsonataSyntaxError', code: 'S0206' });
});

test.each([
  '$sum(?, 1)(2)',
  '$formatNumber(?, $nothing)(1)',
  '$formatBase(?, {})(1)',
  '$clone(?, 1)("a")',
  '$trim(?)([1])',
])('arguments that do not fit the signature behind a partial application are an error of JSONata: %s', (source) => {
  expect(failure(() => evaluate(source))).toMatchObject({ name: 'JsonataEvaluationError', code: 'T0410' });
});

test('a member named toString does not break the sentence of an error', () => {
  const error = failure(() => evaluate('$assert(?, $o)(false)', { o: { toString: 'x' } }));
  expect(error).toMatchObject({ code: 'D3141', message: '[object Object]' });
});

describe('errors tell code, place, token and sentence', () => {
  test.each([
    ['1 + "a"', 'T2002', 3, '+', 'The right side of the "+" operator must evaluate to a number'],
    ['  "a" + 1', 'T2001', 7, '+', 'The left side of the "+" operator must evaluate to a number'],
    ['$number("x")', 'D3030', 8, 'number', 'Unable to cast value to a number: "x"'],
    ['$sum(["a"])', 'T0412', 5, 'sum', 'Argument 1 of function "sum" must be an array of "numbers"'],
    ['$uppercase(1)', 'T0410', 11, 'uppercase', 'Argument 1 of function "uppercase" does not match function signature'],
    [
      '1 < true',
      'T2010',
      3,
      '<',
      'The expressions either side of operator "<" must evaluate to numeric or string values',
    ],
    ['$error("boom")', 'D3137', 7, 'error', 'boom'],
    ['$nothing()', 'T1006', 9, 'nothing', 'Attempted to invoke a non-function'],
  ])('%s', (source, code, position, token, message) => {
    const error = failure(() => evaluate(source));
    expect(error).toBeInstanceOf(JsonataEvaluationError);
    expect(error).toMatchObject({ code, position, token, message });
  });
});

test('calling what is no function is an error in tail position too, where the package breaks down', () => {
  expect(failure(() => evaluate('($f := function(){ $g() }; $f())'))).toMatchObject({ code: 'T1006', token: 'g' });
  expect(failure(() => evaluate('($f := function($x){ $x(1) }; $f(1))'))).toMatchObject({ code: 'T1006' });
});

describe('keys that objects inherit in JavaScript are plain keys', () => {
  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s', (key) => {
    expect(evaluate(`$o.${key}`, { o: {} })).toBeUndefined();
    expect(evaluate(`$o.a.${key}`, { o: [{ a: {} }] })).toBeUndefined();
    expect(evaluate(`$lookup($o, "${key}")`, { o: {} })).toBeUndefined();
    const own = JSON.parse(`{"${key}": 1}`) as unknown;
    expect(evaluate(`$o.${key}`, { o: own })).toBe(1);
    for (const source of [
      `{"${key}": 1}`,
      `{$k: 1}`,
      `$merge([{}, $o])`,
      `$spread($o)`,
      `$sift($o, function($v){true})`,
      `{} ~> |$|$o|`,
      `$clone($o)`,
      `[{"k": $k}]{k: 1}`,
    ]) {
      const result = evaluate(source, { o: own, k: key });
      expect(Object.entries(result as object)).toEqual([[key, 1]]);
      expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    }
  });
});

describe('results', () => {
  test('share with the data what they can', () => {
    const state = { items: [{ id: 1 }, { id: 2 }] };
    expect(evaluate('$s.items', { s: state })).toBe(state.items);
    expect(evaluate('$s.items[1]', { s: state })).toBe(state.items[1]);
  });
  test('write numbers that JSON cannot hold as Step Functions does', () => {
    expect(evaluate('1/0')).toBe('Infinity');
    expect(evaluate('[1, -1/0]')).toEqual([1, '-Infinity']);
    expect(evaluate('{"k": {"n": 1/0}, "m": 1}')).toEqual({ k: { n: 'Infinity' }, m: 1 });
  });
  test('have null where nothing passed a filter that does not look', () => {
    expect(evaluate('$o.a[true]', { o: [{ a: 1 }, {}] })).toEqual([1, null]);
  });
  test.each([
    '$sum',
    'function(){1}',
    '[$sum]',
    '{"a": {"b": $sum}}',
    '/a/',
    '$sum(?)',
    '|a|{}|',
    '$sum ~> $string',
    '($f := function(){1}; $f)',
    '($f := function(){1}; [$f])',
    '$map([1], function($v){$sum})',
    '$append($sum, 1)',
    'true ? $sum',
    '($f := function($x){$x}; $f($sum))',
    '/a/("a")',
    '($f := $x := function(){1}; [$x])',
    '($m := function($a){$a}; $m($sum))',
    '($map := function($a, $b){$b}; $map(1, function(){1}))',
    '{"a": $string}[0]',
    '($f := function(){1})',
    '[1].($sum)',
  ])('never hold a function: %s', (source) => {
    expect(failure(() => evaluate(source))).toMatchObject({
      message: 'The expression returned a function, or data with a function inside: call it, or leave it out',
    });
  });
  test('carry no mark from one evaluation to the next', () => {
    const kept = evaluate('$a.b[]', { a: { b: 1 } });
    expect(kept).toEqual([1]);
    // A marked sequence of one item would collapse or not; plain data stays as it is.
    expect(evaluate('$x', { x: kept })).toEqual([1]);
    expect(evaluate('[[$x]]', { x: kept })).toEqual([[1]]);
    expect(evaluate('$o.k', { o: { k: kept } })).toEqual([1]);
  });
});

test('a workflow variable hides the built-in of its name', () => {
  expect(evaluate('$count', { count: 3 })).toBe(3);
  expect(failure(() => evaluate('$count([1])', { count: 3 }))).toMatchObject({ code: 'T1006' });
});

test('items of a constructor see what those before them assigned', () => {
  expect(evaluate('[$x := 1, $x + 1]')).toEqual([1, 2]);
});

test('positions are read without asking every item', () => {
  let reads = 0;
  const items = new Proxy(
    Array.from({ length: 1000 }, (_, index) => ({ index })),
    {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
        return Reflect.get(target, key, receiver) as unknown;
      },
    },
  );
  expect(evaluate('$items[$i].index', { items, i: 500 })).toBe(500);
  expect(evaluate('$items[[0..9]].index', { items })).toHaveLength(10);
  expect(reads).toBeLessThan(30);
});

test('one expression can be evaluated while it is being evaluated', () => {
  const inner = compileJsonata('$x[0][]');
  const scope = { variable, now: () => 0, random: () => 0 };
  function variable(name: string): unknown {
    if (name === 'x') return [1, 2];
    return name === 'y' ? inner.evaluate(scope) : undefined;
  }
  expect(compileJsonata('$append($x[1][], $y)').evaluate(scope)).toEqual([2, 1]);
});

describe('a call in tail position', () => {
  test('is made before its result is grouped', () => {
    expect(evaluate('($f := function($x){ ($string($x)){"a": $} }; $f(1))')).toEqual({ a: '1' });
    expect(evaluate('$map([1], function($v){ ($append($v, 2)){$string($): $} })')).toEqual({ 1: 1, 2: 2 });
  });
  test('shows nothing of itself to a filter', () => {
    expect(evaluate('($f := function($x){ ($string($x))[args] }; $f(1))')).toBeUndefined();
    expect(evaluate('($f := function($x){ ($string($x))[0] }; $f(1))')).toBe('1');
  });
});
