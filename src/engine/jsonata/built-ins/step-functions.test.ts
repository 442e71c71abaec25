import { describe, expect, test } from '@jest/globals';
import { compileJsonata, JsonataEvaluationError } from '../index.js';

const randoms = [0.1, 0.9, 0.3, 0.7];

function evaluate(source: string, variables: Record<string, unknown> = {}): unknown {
  let draws = 0;
  return compileJsonata(source).evaluate({
    variable: (name) => variables[name],
    now: () => Date.UTC(2026, 0, 1),
    random: () => randoms[draws++ % randoms.length] ?? 0,
  });
}

describe('$partition', () => {
  test('cuts an array into parts, the last one shorter', () => {
    expect(evaluate('$partition([1..7], 3)')).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect(evaluate('$partition([1,2], 5)')).toEqual([[1, 2]]);
    expect(evaluate('$partition([], 2)')).toEqual([]);
  });
  test('cuts the size off towards zero', () => {
    expect(evaluate('$partition([1,2,3,4], 2.9)')).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
  test('a size of zero gives nothing, a negative one is an error', () => {
    expect(evaluate('$partition([1,2], 0)')).toBeUndefined();
    expect(() => evaluate('$partition([1,2], -1)')).toThrow(JsonataEvaluationError);
  });
});

describe('$range', () => {
  test('includes its end when the step lands on it', () => {
    expect(evaluate('$range(0, 6, 2)')).toEqual([0, 2, 4, 6]);
    expect(evaluate('$range(0, 5, 2)')).toEqual([0, 2, 4]);
    expect(evaluate('$range(5, 1, -2)')).toEqual([5, 3, 1]);
  });
  test('cuts its numbers off towards zero', () => {
    expect(evaluate('$range(-1.7, 2, 1)')).toEqual([-1, 0, 1, 2]);
  });
  test('gives nothing when there is no number to give', () => {
    expect(evaluate('$range(1, 5, 0)')).toBeUndefined();
    expect(evaluate('$range(5, 1, 1)')).toBeUndefined();
    expect(evaluate('$range($missing, 1, 1)')).toBeUndefined();
  });
});

describe('$hash', () => {
  test.each([
    ['MD5', 'a43c1b0aa53a0c908810c06ab1ff3967'],
    ['SHA-1', '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
    ['SHA-256', 'c96c6d5be8d08a12e7b5cdc1b207fa6b2430974c86803d8891675e76fd992c20'],
  ])('%s', (algorithm, digest) => {
    expect(evaluate(`$hash("input", "${algorithm}")`)).toBe(digest);
  });
  test('SHA-384 and SHA-512 have their lengths, others are refused', () => {
    expect(evaluate('$length($hash("input", "SHA-384"))')).toBe(96);
    expect(evaluate('$length($hash("input", "SHA-512"))')).toBe(128);
    expect(() => evaluate('$hash("input", "CRC-32")')).toThrow('Argument 2 of function "hash"');
    expect(() => evaluate('$hash("input", "constructor")')).toThrow(JsonataEvaluationError);
  });
});

describe('$random', () => {
  test('with a seed gives what java.util.Random gives', () => {
    expect(evaluate('$random(42)')).toBe(0.7275636800328681);
    expect(evaluate('$random(42) = $random(42)')).toBe(true);
    expect(evaluate('$random(0)')).toBe(0.730967787376657);
  });
  test('without one draws from the scope', () => {
    expect(evaluate('[$random(), $random()]')).toEqual([0.1, 0.9]);
  });
});

test('$uuid is a version 4 id, the same for the same randomness', () => {
  expect(evaluate('$uuid()')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(evaluate('$uuid()')).toBe(evaluate('$uuid()'));
});

test('$shuffle draws from the scope', () => {
  expect(evaluate('$shuffle([1,2,3,4])')).toEqual(evaluate('$shuffle([1,2,3,4])'));
  expect(evaluate('$sort($shuffle([4,2,3,1]))')).toEqual([1, 2, 3, 4]);
});

describe('$parse', () => {
  test('reads JSON text', () => {
    expect(evaluate(`$parse('{"a": [1, null]}').a`)).toEqual([1, null]);
    expect(evaluate('$parse($text)', { text: '{"__proto__": 1}' })).toEqual(JSON.parse('{"__proto__": 1}'));
    expect(evaluate('$parse($missing)')).toBeUndefined();
  });
  test('says what is wrong with other text', () => {
    expect(() => evaluate("$parse('{')")).toThrow(/^The argument of \$parse is not JSON/);
  });
});

test("time is the scope's, and $eval is not there", () => {
  expect(evaluate('$now()')).toBe('2026-01-01T00:00:00.000Z');
  expect(evaluate('$millis()')).toBe(Date.UTC(2026, 0, 1));
  expect(evaluate('$now("[Y0001]-[M01]-[D01]")')).toBe('2026-01-01');
  expect(evaluate('$toMillis("10:30", "[H01]:[m01]")')).toBe(Date.UTC(2026, 0, 1, 10, 30));
  expect(() => evaluate('$eval("1")')).toThrow('Attempted to invoke a non-function');
});
