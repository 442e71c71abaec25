import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findDuplicateField } from './duplicate-field.js';

test.each([
  ['{"A": 1, "A": 2}', { name: 'A', line: 1, column: 10 }],
  ['{\n  "A": {"B": [1, "B"]},\n  "\\u0041": 1\n}', { name: 'A', line: 3, column: 3 }],
  ['[{"x": 1}, {"x": {"y": 1, "z": 1, "y": 2}}]', { name: 'y', line: 1, column: 35 }],
  ['{"__proto__": 1, "__proto__": 2}', { name: '__proto__', line: 1, column: 18 }],
])('%s', (text, expected) => {
  expect(findDuplicateField(text)).toEqual(expected);
});

test('texts in arrays, values and other objects are no second fields', () => {
  const text = JSON.stringify({ a: 'a', b: ['a', 'b', { a: { a: '{"a": 1, "a": 2}' } }], c: { a: 1, b: '\\"' } });
  expect(findDuplicateField(text)).toBeUndefined();
});

test('what JSON.stringify writes has no field twice; with one written again it has', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value) => {
      const text = JSON.stringify(value);
      expect(findDuplicateField(text)).toBeUndefined();
      const [first = ''] = Object.keys(value);
      expect(findDuplicateField(`${text.slice(0, -1)},${JSON.stringify(first)}:0}`)?.name).toBe(first);
    }),
    { seed: 3, numRuns: 500 },
  );
});
