import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ApiError } from './api-error.js';
import { boolean, float, integer, list, readRequest, required, structure, text, type Members } from './members.js';

function refusal(members: Members, body: unknown): string {
  try {
    readRequest(members, body);
  } catch (error) {
    if (error instanceof ApiError) return `${error.name}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('readRequest', () => {
  test('reads what is there and leaves unknown members out', () => {
    const members = { name: required(text()), count: integer(), on: boolean(), tags: list(structure({ key: text() })) };
    expect(readRequest(members, { name: 'a', count: 2.9, on: false, tags: [{ key: 'k', x: 1 }], other: 1 })).toEqual({
      name: 'a',
      count: 2,
      on: false,
      tags: [{ key: 'k' }],
    });
  });

  test('null is the same as nothing', () => {
    expect(readRequest({ name: text(), tags: list(text()) }, { name: null, tags: null })).toEqual({});
  });

  test.each<[string, Members, unknown, string]>([
    [
      'a missing member',
      { name: required(text()) },
      {},
      "Value null at 'name' failed to satisfy constraint: Member must not be null",
    ],
    [
      'a short text',
      { name: text({ min: 1 }) },
      { name: '' },
      "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'a long text',
      { name: text({ max: 2 }) },
      { name: 'abc' },
      "Value 'abc' at 'name' failed to satisfy constraint: Member must have length less than or equal to 2",
    ],
    [
      'a secret',
      { input: text({ max: 2, sensitive: true }) },
      { input: 'abc' },
      "Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 2",
    ],
    [
      'a pattern',
      { name: text({ pattern: '^a+$' }) },
      { name: 'b' },
      "Value 'b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^a+$",
    ],
    [
      'a set',
      { type: text({ values: ['A', 'B'] }) },
      { type: 'C' },
      "Value 'C' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [A, B]",
    ],
    [
      'a large number',
      { n: integer({ max: 9 }) },
      { n: 10 },
      "Value '10' at 'n' failed to satisfy constraint: Member must have value less than or equal to 9",
    ],
    [
      'a small number',
      { n: float({ min: 0 }) },
      { n: -0.5 },
      "Value '-0.5' at 'n' failed to satisfy constraint: Member must have value greater than or equal to 0",
    ],
    [
      'a number in a list',
      { l: list(structure({ w: integer({ max: 1 }) })) },
      { l: [{ w: 1 }, { w: 2 }] },
      "Value '2' at 'l.2.member.w' failed to satisfy constraint: Member must have value less than or equal to 1",
    ],
    [
      'a long list',
      { l: list(text(), { max: 1 }) },
      { l: ['a', 'b'] },
      "Value '[a, b]' at 'l' failed to satisfy constraint: Member must have length less than or equal to 1",
    ],
  ])('says in the words of AWS what is wrong: %s', (_name, members, body, problem) => {
    expect(refusal(members, body)).toBe(`ValidationException: 1 validation error detected: ${problem}`);
  });

  test('tells everything that is wrong at once', () => {
    expect(refusal({ a: required(text()), b: text({ max: 1 }) }, { b: 'xx' })).toBe(
      "ValidationException: 2 validation errors detected: Value null at 'a' failed to satisfy constraint: Member must not be null; " +
        "Value 'xx' at 'b' failed to satisfy constraint: Member must have length less than or equal to 1",
    );
  });

  test.each<[Members, unknown, string]>([
    [{ a: text() }, { a: 1 }, 'NUMBER_VALUE can not be converted to a String'],
    [{ a: text() }, { a: true }, 'TRUE_VALUE can not be converted to a String'],
    [{ a: integer() }, { a: '1' }, 'STRING_VALUE can not be converted to a Integer'],
    [{ a: boolean() }, { a: 0 }, 'NUMBER_VALUE can not be converted to a Boolean'],
    [{ a: text() }, { a: {} }, 'Start of structure or map found where not expected.'],
    [{ a: text() }, { a: [] }, 'Start of list found where not expected'],
    [{ a: list(text()) }, { a: 'x' }, 'STRING_VALUE can not be converted to a List'],
    [{}, [], 'Start of list found where not expected'],
    [{}, 'x', 'STRING_VALUE can not be converted to a Structure'],
  ])('a value of another type cannot be read at all: %#', (members, body, message) => {
    expect(refusal(members, body)).toBe(`SerializationException: ${message}`);
  });

  test('whatever the body is, it is read or refused', () => {
    const members = {
      a: required(text({ min: 1, max: 3 })),
      l: list(structure({ n: integer({ min: 0 }) })),
      s: structure({ b: boolean() }),
    };
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.record({ a: fc.jsonValue(), l: fc.jsonValue(), s: fc.jsonValue() })),
        (body) => {
          expect(refusal(members, body)).toMatch(/^accepted$|^ValidationException: |^SerializationException: /);
        },
      ),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('names such as __proto__ are names like any other', () => {
    const request = readRequest({ a: text() }, JSON.parse('{"__proto__": {"a": "x"}, "constructor": 1}'));
    expect(request.a).toBeUndefined();
  });
});
