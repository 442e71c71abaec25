import { expect, test } from '@jest/globals';
import { scopesOf } from './definition-scope.js';
import { checkLabels, quoted } from './map-label.js';

function problems(label: string): string[] {
  const found: string[] = [];
  const definition = { StartAt: 'A', States: { A: { Type: 'Map', Label: label, End: true } } };
  checkLabels(scopesOf(definition), (_code, message) => found.push(message));
  return found;
}

test('forty characters are enough', () => {
  expect(problems('a'.repeat(40))).toEqual([]);
  expect(problems('a'.repeat(41))).toEqual(['Label cannot exceed 40 characters']);
});

test.each([' ', '<', '{', '?', '#', '\n', '\u0001', '\u0085'])('%j is not for labels', (character) => {
  expect(problems(`label_${character}`)).toEqual([`Label contains invalid character: ${quoted(character)}`]);
});

test('messages quote as recorded', () => {
  expect(quoted('\u000b')).toBe(String.raw`'\x0b'`);
  expect(quoted('\n')).toBe(String.raw`'\n'`);
  expect(quoted("it's")).toBe('"it\'s"');
  expect(quoted('it\'s "x"')).toBe(String.raw`'it\'s "x"'`);
});
