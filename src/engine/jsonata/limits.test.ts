import { describe, expect, test } from '@jest/globals';
import { compileJsonata, limitCode } from './index.js';
import type { JsonataLimits } from './index.js';

const scope = {
  variable: (name: string) => (name === 'text' ? `${'a'.repeat(40)}!` : undefined),
  now: () => 0,
  random: () => 0.5,
};

function outcome(source: string, limits?: JsonataLimits): unknown {
  try {
    return compileJsonata(source).evaluate(scope, limits);
  } catch (error) {
    return error;
  }
}

const memory = /memory limit exceeded/;
const depth = /Stack overflow/;
const time = /timeout/;

describe('what would never end, or grow without bound, is stopped', () => {
  test.each([
    ['recursion', '($f := function($n){1 + $f($n + 1)}; $f(0))', depth],
    ['mutual recursion through $map', '($f := function($n){$map([$n], function($v){$f($v)})}; $f(0))', depth],
    ['an endless tail call', '($f := function($n){$f($n + 1)}; $f(0))', time],
    ['an endless predicate', '[1..800000][[1..800000][$ = -1] = $]', time],
    ['a huge range', '[1..1e6]', memory],
    ['doubling text', '($f := function($s, $n){$n = 0 ? $s : $f($s & $s, $n - 1)}; $length($f("x", 60)))', memory],
    [
      'doubling arrays',
      '($f := function($s, $n){$n = 0 ? $s : $f($append($s, $s), $n - 1)}; $count($f([1, 2], 60)))',
      memory,
    ],
    [
      'an exponential structure as text',
      '($f := function($s, $n){$n = 0 ? $s : $f({"a": $s, "b": $s}, $n - 1)}; $string($f(1, 60)))',
      time,
    ],
    [
      'an exponential structure compared',
      '($f := function($s, $n){$n = 0 ? $s : $f([[$s], [$s]], $n - 1)}; $f(1, 50) = $f(1, 50))',
      time,
    ],
    [
      'descendants of it',
      '($f := function($s, $n){$n = 0 ? $s : $f({"a": $s, "b": $s}, $n - 1)}; $count($f(1, 60).**))',
      time,
    ],
    ['padding', '$pad("x", 1000000000)', memory],
    ['a regular expression that backtracks', '$match($text, /(a+)+b/)', time],
    ['one that backtracks without nesting', '$contains($text & $text & $text & $text, /a*a*a*a*a*a*a*a*b/)', time],
    ['one in $replace', '$replace($text, /(a|a)*b/, "x")', time],
    ['sorting with a slow comparator', '$sort([1..200000], function($a, $b){$sum([1..1000]) < 0})', time],
    ['a large AWS range', '$range(1, 1000000000, 1)', memory],
  ])('%s', (_name, source, message) => {
    // What another limit stops is to have all the time that a busy machine needs.
    expect(outcome(source, { milliseconds: message === time ? 100 : Infinity })).toMatchObject({
      code: limitCode,
      message: expect.stringMatching(message),
    });
  });
});

test('the defaults are those measured on Step Functions', () => {
  expect(outcome('$count([1..873782])')).toBe(873_782);
  expect(outcome('$count([1..873783])')).toMatchObject({ code: limitCode });
  const sum = (terms: number): string => Array.from({ length: terms }, () => '1').join('+');
  expect(outcome(sum(99))).toBe(99);
  expect(outcome(sum(200))).toMatchObject({ code: limitCode, message: expect.stringMatching(depth) });
  const doubled = (times: number): string =>
    `($p := function($s, $n){$n = 0 ? $s : $p($s & $s, $n - 1)}; $length($p("x", ${times})))`;
  expect(outcome(doubled(22))).toBe(4_194_304);
  expect(outcome(doubled(23))).toMatchObject({ code: limitCode, message: expect.stringMatching(memory) });
});

test('a branch that is not taken does not count', () => {
  const deep = Array.from({ length: 200 }, () => '1').join('+');
  expect(outcome(`true ? 1 : (${deep})`)).toBe(1);
  expect(outcome(`false ? 1 : (${deep})`)).toMatchObject({ code: limitCode });
  expect(outcome(`true or (${deep})`)).toBe(true);
});

test('tail calls take no depth, other calls do', () => {
  const unlimited = { milliseconds: Infinity };
  expect(outcome('($f := function($n){$n = 0 ? "done" : $f($n - 1)}; $f(50000))', unlimited)).toBe('done');
  const factorial = '($f := function($n){$n = 0 ? 1 : $n * $f($n - 1)}; $f(20))';
  expect(outcome(factorial)).toBe(2_432_902_008_176_640_000);
  expect(outcome(factorial, { depth: 30 })).toMatchObject({ code: limitCode });
});

test('with the depth limit lifted, the stack of JavaScript is the limit and the process lives', () => {
  const endless = '($f := function($n){1 + $f($n + 1)}; $f(0))';
  expect(outcome(endless, { depth: 1e9 })).toMatchObject({ code: limitCode, message: expect.stringMatching(depth) });
});

test('every limit can be set', () => {
  expect(outcome('[1..3]', { sequenceLength: 2 })).toMatchObject({ code: limitCode });
  expect(outcome('"ab" & "c"', { stringLength: 2 })).toMatchObject({ code: limitCode });
  expect(outcome('1 + (1 + 1)', { depth: 2 })).toMatchObject({ code: limitCode });
});
