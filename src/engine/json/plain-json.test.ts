import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { memberOf, setMember, toPlainJson } from './plain-json.js';

describe('toPlainJson', () => {
  test('says what JSON.stringify says', () => {
    const values = fc.anything({
      withDate: true,
      withMap: true,
      withSet: true,
      withBigInt: false,
      withObjectString: true,
    });
    fc.assert(
      fc.property(values, (value) => {
        const text = JSON.stringify(value);
        expect(toPlainJson(value)).toEqual(text === undefined ? null : JSON.parse(text));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('gives a copy', () => {
    const value = { list: [{ a: 1 }] };
    const copy = toPlainJson(value);
    value.list.push({ a: 2 });
    expect(copy).toEqual({ list: [{ a: 1 }] });
  });

  test('keeps a member named __proto__ a member', () => {
    const copy = toPlainJson(JSON.parse('{"__proto__": {"admin": true}}'));
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"admin":true}}');
  });

  test('refuses cycles and BigInt', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(() => toPlainJson(cycle)).toThrow('contains itself');
    expect(() => toPlainJson({ n: 1n })).toThrow('BigInt (1) is not JSON');
  });
});

describe('memberOf and setMember', () => {
  test('know only own members', () => {
    expect(memberOf({ a: 1 }, 'a')).toBe(1);
    expect(memberOf({}, 'constructor')).toBeUndefined();
    expect(memberOf([1], '0')).toBeUndefined();
    const target: Record<string, unknown> = {};
    setMember(target, '__proto__', 1);
    expect(Object.keys(target)).toEqual(['__proto__']);
  });
});
