import { parseCall } from './call.js';
import { parsePairs } from './pairs.js';
import type { InfixForm, Parser } from './parser.js';
import { syntaxError } from './syntax-error.js';
import type { InfixSyntax, SortTermSyntax, Syntax } from './syntax.js';
import type { Token } from './token.js';

/** An operator between two operands that binds to the left: `a - b - c` is `(a - b) - c`. */
const between = (power: number, type: InfixSyntax['type'] = 'binary'): InfixForm => ({
  power,
  parse: (parser, { value, position }, lhs) => ({ type, value, position, lhs, rhs: parser.expression(power) }),
});

/** `@$name` or `#$name`. */
const binding = (type: 'focus' | 'index'): InfixForm => ({
  power: 80,
  parse(parser, { value, position }, lhs) {
    const rhs = parser.expression(80);
    if (rhs.type !== 'variable') throw syntaxError('S0214', rhs.position, { token: value });
    return { type, value, position, lhs, rhs };
  },
});

/** What can follow an operand, and how strongly it binds. */
export const infixForms: ReadonlyMap<string, InfixForm> = new Map<string, InfixForm>([
  ['[', { power: 80, parse: filter }],
  ['(', { power: 80, parse: parseCall }],
  ['@', binding('focus')],
  ['#', binding('index')],
  ['.', between(75, 'map')],
  ['{', { power: 70, parse: group }],
  ['*', between(60)],
  ['/', between(60)],
  ['%', between(60)],
  ['+', between(50)],
  ['-', between(50)],
  ['&', between(50)],
  ['=', between(40)],
  ['!=', between(40)],
  ['<', between(40)],
  ['<=', between(40)],
  ['>', between(40)],
  ['>=', between(40)],
  ['in', between(40)],
  ['~>', between(40, 'apply')],
  ['^', { power: 40, parse: sort }],
  ['and', between(30)],
  ['or', between(25)],
  ['?', { power: 20, parse: condition }],
  [':=', { power: 10, parse: bind }],
]);

function filter(parser: Parser, { value, position }: Token, lhs: Syntax): Syntax {
  if (parser.sees(']')) {
    parser.take();
    filtered(lhs).keepArray = true;
    return lhs;
  }
  const rhs = parser.expression();
  parser.expect(']', true);
  return { type: 'filter', value, position, lhs, rhs };
}

/** What `[]` marks: the operand below all filters. */
function filtered(operand: Syntax): Syntax {
  let below = operand;
  while (below.type === 'filter') below = below.lhs;
  return below;
}

function group(parser: Parser, { value, position }: Token, lhs: Syntax): Syntax {
  return { type: 'group', value, position, lhs, pairs: parsePairs(parser) };
}

function sort(parser: Parser, { value, position }: Token, lhs: Syntax): Syntax {
  parser.expect('(');
  const terms: SortTermSyntax[] = [];
  for (;;) {
    const descending = parser.sees('>');
    if (descending || parser.sees('<')) parser.take();
    terms.push({ descending, expression: parser.expression() });
    if (!parser.sees(',')) break;
    parser.take();
  }
  parser.expect(')');
  return { type: 'sort', value, position, lhs, terms };
}

function condition(parser: Parser, { value, position }: Token, tested: Syntax): Syntax {
  const whenTrue = parser.expression();
  let whenFalse: Syntax | undefined;
  if (parser.sees(':')) {
    parser.take();
    whenFalse = parser.expression();
  }
  return { type: 'condition', value, position, condition: tested, whenTrue, whenFalse };
}

/** Binds to the right: `$a := $b := 1` assigns 1 to both. */
function bind(parser: Parser, { value, position }: Token, lhs: Syntax): Syntax {
  if (lhs.type !== 'variable') throw syntaxError('S0212', lhs.position, { token: lhs.value });
  return { type: 'bind', value, position, lhs, rhs: parser.expression(9) };
}
