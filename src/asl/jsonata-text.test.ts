import { describe, expect, test } from '@jest/globals';
import { jsonataIn, renameVariables, SubstitutionTrapError, withoutSubstitutions } from './jsonata-text.js';

test('jsonataIn gives the text between the marks, if there is none around them', () => {
  expect(jsonataIn('{% 1 %}')).toBe(' 1 ');
  expect(jsonataIn(' {% 1 %}')).toBeUndefined();
  expect(jsonataIn('text')).toBeUndefined();
});

test('renameVariables leaves strings, quoted names and comments alone', () => {
  const renamed = renameVariables('$a & \'$a\' & "$a" & $b.`$a` /* $a */ + $ab', (name) =>
    name === 'a' ? 'p_a' : name,
  );
  expect(renamed).toBe('$p_a & \'$a\' & "$a" & $b.`$a` /* $a */ + $ab');
});

describe('withoutSubstitutions', () => {
  test.each([
    ['items.${a: b}', 'items.$ {a: b}'],
    ["'a${b}'", "'a$\\u007bb}'"],
    ['"#{b}"', '"#\\u007bb}"'],
    ['$states.input', '$states.input'],
  ])('%s', (source, expected) => {
    expect(withoutSubstitutions(source)).toBe(expected);
  });

  test('refuses a quoted name', () => {
    expect(() => withoutSubstitutions('$a.`${b}`')).toThrow(SubstitutionTrapError);
  });
});
