import { expect, test } from '@jest/globals';
import { Tokenizer } from './tokenizer.js';
import type { Token } from './token.js';

/** Tokens as `type:value@position`; a slash is the operator unless it opens the text. */
function tokens(source: string): string[] {
  const tokenizer = new Tokenizer(source);
  const found: string[] = [];
  let token: Token;
  do {
    token = tokenizer.next(found.length > 0);
    found.push(`${token.type}:${String(token.value)}@${token.position}`);
  } while (token.type !== 'end');
  return found;
}

test.each([
  ['a.b', 'name:a@1 operator:.@2 name:b@3 end:(end)@3'],
  ['$x:=1', 'variable:x@2 operator::=@4 number:1@5 end:(end)@5'],
  ['1..2', 'number:1@1 operator:..@3 number:2@4 end:(end)@4'],
  ['a**b', 'name:a@1 operator:**@3 name:b@4 end:(end)@4'],
  ['true and null', 'value:true@4 operator:and@8 value:null@13 end:(end)@13'],
  ['`and`"x"', 'name:and@5 string:x@8 end:(end)@8'],
  ['/* c */ 1 /**/', 'number:1@9 end:(end)@14'],
  ['a/b', 'name:a@1 operator:/@2 name:b@3 end:(end)@3'],
  ['/a[/]/i/b', 'regex:/a[/]/gi@7 operator:/@8 name:b@9 end:(end)@9'],
  [String.raw`"\u0041\n"`, 'string:A\n@10 end:(end)@10'],
])('%s', (source, expected) => {
  expect(tokens(source).join(' ')).toBe(expected);
});
