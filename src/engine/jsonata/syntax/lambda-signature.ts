import type { Signature } from '../ast.js';
import { parseSignature } from '../built-ins/signature.js';
import { JsonataSyntaxError } from '../errors.js';
import type { Parser } from './parser.js';

/**
 * The signature of a lambda, `<…>` between its parameters and its body. The parser finds its end; the package reads
 * it, because its validator is what checks arguments.
 *
 * @throws JsonataSyntaxError S0401, S0402
 * @throws SyntaxError when the package makes a regular expression of it that JavaScript refuses
 */
export function parseLambdaSignature(parser: Parser): Signature {
  const { position } = parser.take();
  for (let depth = 1; ;) {
    if (parser.sees('>')) depth -= 1;
    else if (parser.sees('<')) depth += 1;
    if (depth === 0 || parser.sees('{') || parser.token.type === 'end') break;
    parser.take();
  }
  const { position: end } = parser.expect('>');
  const signature = parser.source.slice(position - 1, end);
  try {
    return parseSignature(signature, 0);
  } catch (error) {
    throw inPlace(error, position);
  }
}

/** Where the package finds the first character of a signature that it reads by itself. */
const OWN_PLACE = 'function()<'.length;

function inPlace(error: unknown, place: number): unknown {
  const { code, position, message } = error as { code?: string; position?: number; message?: string };
  if (code === undefined || position === undefined || message === undefined) return error;
  return new JsonataSyntaxError(code, position - OWN_PLACE + place, message);
}
