import type { Parser } from './parser.js';
import type { PairSyntax } from './syntax.js';

/** `key: value, …}` of an object constructor or a grouping; its opening brace is taken. */
export function parsePairs(parser: Parser): PairSyntax[] {
  const pairs: PairSyntax[] = [];
  if (!parser.sees('}')) {
    for (;;) {
      const key = parser.expression();
      parser.expect(':');
      pairs.push([key, parser.expression()]);
      if (!parser.sees(',')) break;
      parser.take();
    }
  }
  parser.expect('}', true);
  return pairs;
}
