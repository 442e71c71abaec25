import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PathScope } from '../jsonpath/path-scope.js';
import { PathSyntaxError } from '../jsonpath/path-syntax-error.js';
import { IntrinsicError } from './intrinsic-error.js';
import { compileIntrinsic } from './intrinsic.js';

function scopeOf(input: unknown): PathScope {
  return {
    input,
    context: { State: { Name: 'P' } },
    variable: (name) => (name === 'who' ? 'Ada' : undefined),
    random: () => 0.5,
  };
}

function call(text: string, input: unknown = {}): unknown {
  return compileIntrinsic(text).call(scopeOf(input));
}

function failureOf(text: string, input: unknown = {}): unknown {
  try {
    call(text, input);
  } catch (error) {
    return error;
  }
  throw new Error(`Expected ${text} to fail.`);
}

describe('arguments', () => {
  test('literals, paths, context paths, variables and other calls', () => {
    expect(
      call("States.Array('a', -1.5e1, true, false, null, $.x, $$.State.Name, $who, States.Array( 1 ,2 ))", {
        x: { y: 1 },
      }),
    ).toEqual(['a', -15, true, false, null, { y: 1 }, 'P', 'Ada', [1, 2]]);
  });

  test('paths with brackets, commas and filters end where they should', () => {
    const input = { list: [{ k: 'a,b)' }, { k: 'c' }], 'x, y': 2 };
    expect(call("States.Array($.list[?(@.k == 'a,b)')].k, $['x, y'], $.list[0,1].k)", input)).toEqual([
      ['a,b)'],
      2,
      ['a,b)', 'c'],
    ]);
  });

  test('a backslash protects quote, braces and itself', () => {
    expect(call(String.raw`States.Array('it\'s \{\} \\')`)).toEqual(["it's {} \\"]);
  });

  test('braces need no backslash outside States.Format', () => {
    expect(call(`States.StringToJson('{"a": "false"}')`)).toEqual({ a: 'false' });
  });

  test('an indefinite path that finds nothing is an empty list, null is a value', () => {
    expect(call('States.ArrayLength($.items[*].nope)', { items: [1, 2] })).toBe(0);
    expect(call("States.Format('{}', $.nul)", { nul: null })).toBe('null');
  });
});

test('the input is not changed by any function', () => {
  const input = { list: Object.freeze([3, 1, 1]), object: Object.freeze({ a: 1 }) };
  const text =
    'States.Array(States.ArrayUnique($.list), States.ArrayPartition($.list, 2), States.JsonMerge($.object, $.object, false))';
  expect(call(text, Object.freeze(input))).toEqual([[1, 3], [[3, 1], [1]], { a: 1 }]);
  expect(input).toEqual({ list: [3, 1, 1], object: { a: 1 } });
});

describe('a missing argument is reported as AWS does', () => {
  test.each([
    ["States.Format('{}',$.nope)", '$.nope'],
    ["States.Format('{}', States.JsonToString($.nope))", '$.nope'],
    ["States.Format('{} {}', $.other, $.a.b)", '$.a.b'],
    ["States.Format('{}', $.items[5])", '$.items[5]'],
    ["States.Format('{}', $$.Nope.Deep)", '$.Nope.Deep'],
  ])('%s', (text, place) => {
    const input = { other: 1, items: [1] };
    const failure = failureOf(text, input);
    expect(failure).toBeInstanceOf(IntrinsicError);
    expect(failure).toMatchObject({
      errorName: 'States.Runtime',
      expression: text,
      message: `The function '${text}' had the following error: The JsonPath argument for the field '${place}' could not be found in the input '{"other":1,"items":[1]}'`,
    });
  });
});

describe('wrong arguments', () => {
  test('the whole expression is named, and the inner function', () => {
    expect(failureOf("States.Array(States.MathAdd('a', 1))")).toMatchObject({
      message:
        "The function 'States.Array(States.MathAdd('a', 1))' had the following error: Invalid arguments in States.MathAdd",
      detail: 'Argument 1 of States.MathAdd must be a number, but is "a".',
    });
  });

  test('the number of arguments is checked by the call', () => {
    expect(failureOf('States.MathAdd(1)')).toMatchObject({
      reason: 'Invalid arguments in States.MathAdd',
      detail: 'States.MathAdd takes 2 arguments, but was given 1.',
    });
    expect(failureOf('States.UUID(1)')).toMatchObject({ detail: 'States.UUID takes 0 arguments, but was given 1.' });
    expect(failureOf('States.Format()')).toMatchObject({
      detail: 'States.Format takes at least 1 argument, but was given 0.',
    });
    expect(failureOf('States.MathRandom(1)')).toMatchObject({
      detail: 'States.MathRandom takes 2 to 3 arguments, but was given 1.',
    });
  });

  test('an error that is not the intrinsic’s own passes through', () => {
    const broken = {
      ...scopeOf({}),
      random: (): number => {
        throw new TypeError('no chance');
      },
    };
    expect(() => compileIntrinsic('States.UUID()').call(broken)).toThrow(TypeError);
  });
});

describe('malformed intrinsics', () => {
  test.each([
    ['', 0],
    ['States.Nope()', 0],
    ['States.format()', 0],
    ['States.constructor()', 0],
    ['States.Array', 12],
    ['States.Array(', 13],
    ['States.Array(1', 14],
    ['States.Array(1,)', 15],
    ['States.Array(1 2)', 15],
    ['States.Array(1) ', 15],
    ["States.Array('a)", 13],
    ["States.Array('a\\n')", 16],
    ['States.Array("a")', 13],
    ['States.Array(01x)', 13],
    ['States.Array(nulll)', 13],
    ['States.Array($.)', 15],
  ])('%j', (text, position) => {
    let failure: unknown;
    try {
      compileIntrinsic(text);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(PathSyntaxError);
    expect(failure).toMatchObject({ text, position });
  });

  test('ten calls in one field are allowed, eleven are not', () => {
    const nested = (calls: number): string => 'States.Array('.repeat(calls) + ')'.repeat(calls);
    expect(call(nested(10))).toEqual([[[[[[[[[[]]]]]]]]]]);
    expect(() => compileIntrinsic(nested(11))).toThrow('at most 10 calls in one field');
    expect(() => compileIntrinsic(nested(50_000))).toThrow(PathSyntaxError);
  });
});

test('any text is an intrinsic or a PathSyntaxError, and an intrinsic answers or fails as one', () => {
  const pieces =
    "States. Array Format MathAdd StringSplit ( ) , ' \\ {} $ .a [0] 1 - null States.Array( States.Format( " +
    "States.MathRandom( States.Hash( States.JsonMerge($.a,$.b, 'x' $.a $$.b $c";
  const piece = fc.constantFrom(' ', ...pieces.split(' '));
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, fc.jsonValue(), (source, input) => {
      try {
        call(source, input);
      } catch (error) {
        expect(error instanceof PathSyntaxError || error instanceof IntrinsicError).toBe(true);
      }
    }),
    { seed: 20260105, numRuns: 6_000 },
  );
});
