import { infixForms } from './infix-forms.js';
import { Parser } from './parser.js';
import type { Grammar } from './parser.js';
import { prefixForms } from './prefix-forms.js';
import { syntaxError } from './syntax-error.js';
import type { Syntax } from './syntax.js';

/** Operators that only stand between or at the end of others' operands. */
const PUNCTUATION = [':', ';', ',', ')', ']', '}', '..'];

const grammar: Grammar = {
  operators: new Set([...prefixForms.keys(), ...infixForms.keys(), ...PUNCTUATION]),
  prefixes: prefixForms,
  infixes: infixForms,
};

/**
 * Reads the whole text as one expression.
 *
 * @throws JsonataSyntaxError S0101 … S0106, S0201 … S0204, S0208, S0211, S0212, S0214, S0301, S0302, S0401, S0402
 */
export function parseSyntax(source: string): Syntax {
  const parser = new Parser(source, grammar);
  const expression = parser.expression();
  const { type, position, value } = parser.token;
  if (type !== 'end') throw syntaxError('S0201', position, { token: value });
  return expression;
}
