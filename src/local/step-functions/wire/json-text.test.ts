import { expect, test } from '@jest/globals';
import { parseJsonText } from './json-text.js';

const nested = (levels: number): string => `${'{"a":['.repeat(levels / 2)}${']}'.repeat(levels / 2)}`;

test('JSON text is read as JSON.parse reads it', () => {
  for (const text of ['1', '"a"', '{"a": [1, {"__proto__": 2}]}', nested(2000)]) {
    expect(JSON.stringify(parseJsonText(text))).toBe(JSON.stringify(JSON.parse(text)));
  }
  expect(() => parseJsonText('{')).toThrow(SyntaxError);
});

test('text that nests more than 2,000 levels deep is refused', () => {
  expect(() => parseJsonText(nested(2002))).toThrow('The JSON nests more than 2000 levels deep');
  expect(() => parseJsonText('['.repeat(1_000_000))).toThrow(SyntaxError);
});

test('brackets inside of texts do not count', () => {
  const text = JSON.stringify({ ['"\\['.repeat(3000)]: '{'.repeat(3000), b: '\\"' });
  expect(parseJsonText(text)).toEqual(JSON.parse(text));
});
