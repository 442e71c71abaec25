import { syntaxError } from './syntax-error.js';
import type { Token } from './token.js';

/**
 * The regular expression that starts at a slash. It ends at the next slash that is not escaped and outside of brackets.
 * Brackets of all kinds count alike, those behind a backslash not at all, even when the backslash is escaped itself.
 *
 * @throws JsonataSyntaxError S0301, S0302
 * @throws SyntaxError when JavaScript refuses the pattern or its flags
 */
export function readRegex(source: string, start: number): Token {
  let depth = 0;
  for (let at = start + 1; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === '/' && depth === 0 && !isEscaped(source, at)) return literal(source, start + 1, at);
    if (source.charAt(at - 1) === '\\') continue;
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
  }
  throw syntaxError('S0302', source.length);
}

/** Behind an even number of backslashes, each pair is a backslash. */
function isEscaped(source: string, at: number): boolean {
  let before = at;
  while (source.charAt(before - 1) === '\\') before -= 1;
  return (at - before) % 2 === 1;
}

function literal(source: string, from: number, to: number): Token {
  if (from === to) throw syntaxError('S0301', to);
  let position = to + 1;
  while (position < source.length && 'im'.includes(source.charAt(position))) position += 1;
  const flags = `${source.slice(to + 1, position)}g`;
  return { type: 'regex', value: new RegExp(source.slice(from, to), flags), position };
}
