import { syntaxError } from './syntax-error.js';
import type { Token } from './token.js';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
const HEX_DIGITS = /^[0-9a-f]+$/i;

/**
 * The string that starts at a quote. Escapes are JSON's in either kind of quotes, so a single quote cannot be escaped.
 *
 * @throws JsonataSyntaxError S0101, S0103, S0104
 */
export function readQuoted(source: string, start: number): Token {
  const quote = source.charAt(start);
  let value = '';
  let from = start + 1;
  let at = from;
  for (; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === quote) return { type: 'string', value: value + source.slice(from, at), position: at + 1 };
    if (character !== '\\') continue;
    value += source.slice(from, at);
    at += 1;
    const escape = source.charAt(at);
    value += escape === 'u' ? codeUnit(source, at) : escaped(escape, at);
    if (escape === 'u') at += 4;
    from = at + 1;
  }
  throw syntaxError('S0101', at);
}

function escaped(escape: string, position: number): string {
  const character = ESCAPES.get(escape);
  if (character === undefined) throw syntaxError('S0103', position, { token: escape });
  return character;
}

/** Of an escape that the text ends in, fewer digits will do: the quote that is missing is the error then. */
function codeUnit(source: string, position: number): string {
  const digits = source.slice(position + 1, position + 5);
  if (!HEX_DIGITS.test(digits)) throw syntaxError('S0104', position);
  return String.fromCharCode(Number.parseInt(digits, 16));
}
