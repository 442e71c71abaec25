import { expect, test } from '@jest/globals';
import { checkResourceName } from './resource-name.js';

test.each(['a', 'ABC-1.2_3', 'naïve', '名前', "it's", '(x)!@+='])('%s is a name', (name) => {
  expect(checkResourceName(name)).toBe(name);
});

test.each([
  'a b',
  'a\tb',
  'a<b',
  'a]b',
  'a?b',
  'a*b',
  'a"b',
  'a#b',
  'a%b',
  'a\\b',
  'a^b',
  'a|b',
  'a~b',
  'a`b',
  'a$b',
  'a&b',
  'a,b',
  'a;b',
  'a:b',
  'a/b',
  'a\u0001b',
  'a\u0085b',
])('%j is none', (name) => {
  expect(() => checkResourceName(name)).toThrow(
    expect.objectContaining({ name: 'InvalidName', message: `Invalid Name: '${name}'` }),
  );
});
