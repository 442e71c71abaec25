import type { Parser, PrefixForm } from './parser.js';
import { parsePairs } from './pairs.js';
import type { LeafSyntax, Syntax } from './syntax.js';
import type { Token } from './token.js';

/** How strongly the minus sign binds: less than the steps of a path, more than any operator that computes. */
const SIGN_POWER = 70;

const leaf =
  (type: LeafSyntax['type']): PrefixForm =>
  (_parser, { value, position }) => ({ type, value, position });

/** What can start an expression, other than names and literals. */
export const prefixForms: ReadonlyMap<string, PrefixForm> = new Map<string, PrefixForm>([
  ['-', negation],
  ['(', block],
  ['[', array],
  ['{', (parser, { value, position }) => ({ type: 'object', value, position, pairs: parsePairs(parser) })],
  ['|', transform],
  ['*', leaf('wildcard')],
  ['**', leaf('descendant')],
  ['%', leaf('parent')],
  ['and', leaf('operator')],
  ['or', leaf('operator')],
  ['in', leaf('operator')],
]);

function negation(parser: Parser, { value, position }: Token): Syntax {
  return { type: 'negation', value, position, expression: parser.expression(SIGN_POWER) };
}

function block(parser: Parser, { value, position }: Token): Syntax {
  const expressions: Syntax[] = [];
  while (!parser.sees(')')) {
    expressions.push(parser.expression());
    if (!parser.sees(';')) break;
    parser.take();
  }
  parser.expect(')', true);
  return { type: 'block', value, position, expressions };
}

function array(parser: Parser, { value, position }: Token): Syntax {
  const expressions: Syntax[] = [];
  if (!parser.sees(']')) {
    for (;;) {
      expressions.push(itemOrRange(parser));
      if (!parser.sees(',')) break;
      parser.take();
    }
  }
  parser.expect(']', true);
  return { type: 'array', value, position, expressions };
}

function itemOrRange(parser: Parser): Syntax {
  const item = parser.expression();
  if (!parser.sees('..')) return item;
  const { value, position } = parser.take();
  return { type: 'binary', value, position, lhs: item, rhs: parser.expression() };
}

function transform(parser: Parser, { value, position }: Token): Syntax {
  const pattern = parser.expression();
  parser.expect('|');
  const update = parser.expression();
  let deleted: Syntax | undefined;
  if (parser.sees(',')) {
    parser.take();
    deleted = parser.expression();
  }
  parser.expect('|');
  return { type: 'transform', value, position, pattern, update, delete: deleted };
}
