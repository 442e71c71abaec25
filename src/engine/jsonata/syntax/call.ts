import { parseLambdaSignature } from './lambda-signature.js';
import type { Parser } from './parser.js';
import { syntaxError } from './syntax-error.js';
import type { Syntax } from './syntax.js';
import type { Token } from './token.js';

/** `(…)` behind an operand: a call, a partial application when an argument is `?`, or a lambda. */
export function parseCall(parser: Parser, { value, position }: Token, procedure: Syntax): Syntax {
  const args: Syntax[] = [];
  if (!parser.sees(')')) {
    for (;;) {
      args.push(parser.sees('?') ? placeholder(parser.take()) : parser.expression());
      if (!parser.sees(',')) break;
      parser.take();
    }
  }
  parser.expect(')', true);
  if (procedure.type === 'name' && (procedure.value === 'function' || procedure.value === 'λ')) {
    requireVariables(args);
    const signature = parser.sees('<') ? parseLambdaSignature(parser) : undefined;
    parser.expect('{');
    const body = parser.expression();
    parser.expect('}');
    return { type: 'lambda', value, position, parameters: args, signature, body };
  }
  const type = args.some(isPlaceholder) ? 'partial' : 'function';
  return { type, value, position, procedure, arguments: args };
}

function placeholder({ value, position }: Token): Syntax {
  return { type: 'operator', value, position };
}

function isPlaceholder(argument: Syntax): boolean {
  return argument.type === 'operator' && argument.value === '?';
}

function requireVariables(parameters: readonly Syntax[]): void {
  for (const [index, { type, position, value }] of parameters.entries()) {
    if (type !== 'variable') throw syntaxError('S0208', position, { token: value, value: index + 1 });
  }
}
