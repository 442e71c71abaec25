import { describe, expect, test } from '@jest/globals';
import { IntrinsicFailure } from './intrinsic-failure.js';
import { IntrinsicCall } from './intrinsic-function.js';
import { jsonFunctions } from './json-functions.js';

function call(name: string, ...values: unknown[]): unknown {
  return jsonFunctions[`States.${name}`]!.call(new IntrinsicCall(`States.${name}`, values, () => 0.999));
}

describe('JsonMerge', () => {
  test('is shallow; the second object wins', () => {
    expect(call('JsonMerge', { a: { x: 1 }, b: 2 }, { a: { y: 1 }, c: null }, false)).toEqual({
      a: { y: 1 },
      b: 2,
      c: null,
    });
    expect(call('JsonMerge', {}, { a: 1 }, 'false')).toEqual({ a: 1 });
  });

  test('__proto__ is a name like any other', () => {
    const merged = call('JsonMerge', JSON.parse('{"__proto__":{"polluted":true}}'), { x: 1 }, false);
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"polluted":true},"x":1}');
  });

  test('a deep merge and values that are no objects are refused', () => {
    expect(() => call('JsonMerge', {}, {}, true)).toThrow(IntrinsicFailure);
    for (const value of [null, [], 'x', 1]) {
      expect(() => call('JsonMerge', value, {}, false)).toThrow('Invalid arguments in States.JsonMerge');
      expect(() => call('JsonMerge', {}, value, false)).toThrow('Invalid arguments in States.JsonMerge');
    }
  });
});

describe('StringToJson', () => {
  test.each([
    ['', null],
    [' ', null],
    ['null', null],
    [' {"a": [1]} ', { a: [1] }],
    ['"x"', 'x'],
    ['-0', -0],
  ])('%j', (text, expected) => {
    expect(call('StringToJson', text)).toEqual(expected);
  });

  test.each(['{bad}', '{"a":1', 'undefined', 1, null, {}])('%j is refused', (value) => {
    expect(() => call('StringToJson', value)).toThrow('Invalid arguments in States.StringToJson');
  });
});

test('JsonToString writes compact JSON', () => {
  expect(call('JsonToString', { a: 1, b: [true, null, 'x'] })).toBe('{"a":1,"b":[true,null,"x"]}');
  expect(call('JsonToString', null)).toBe('null');
});
