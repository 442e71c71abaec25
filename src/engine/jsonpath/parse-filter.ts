import { parseQuoted } from './parse-quoted.js';
import { parseRegularExpression } from './parse-regular-expression.js';
import type { FilterExpression, FilterOperand, ParsedPath } from './path-segment.js';
import { compileRegularExpression, MAXIMUM_PATTERN_SIZE, patternSize } from './regular-expression.js';
import type { RegularExpression } from './regular-expression.js';
import type { TextCursor } from './text-cursor.js';

/** Longer operators first: `===` must not be read as `==`. */
const OPERATOR = /===|!==|==|!=|<=|>=|<|>|(?:in|nin|subsetof|anyof|noneof|contains|size|empty)(?![\w$])/iy;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const KEYWORD = /(?:true|false|null)(?![\w$])/y;
const KEYWORDS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

/** Reads a path where a filter may have one; handed in because paths contain filters and filters contain paths. */
export type PathParser = (cursor: TextCursor) => ParsedPath;

/** Reads `?( … )`. Precedence from loose to tight: `||`, `&&`, `!` and comparisons. */
export function parseFilter(cursor: TextCursor, parsePath: PathParser): FilterExpression {
  cursor.expect('?');
  cursor.skipSpaces();
  cursor.expect('(', "'(' (a filter is written [?( … )])");
  const test = parseOr(cursor, parsePath);
  cursor.expect(')', "')', '&&', '||' or a comparison");
  return test;
}

function parseOr(cursor: TextCursor, parsePath: PathParser): FilterExpression {
  let left = parseAnd(cursor, parsePath);
  while (cursor.take('||')) left = { kind: 'or', left, right: parseAnd(cursor, parsePath) };
  return left;
}

function parseAnd(cursor: TextCursor, parsePath: PathParser): FilterExpression {
  let left = parseUnary(cursor, parsePath);
  while (cursor.take('&&')) left = { kind: 'and', left, right: parseUnary(cursor, parsePath) };
  return left;
}

function parseUnary(cursor: TextCursor, parsePath: PathParser): FilterExpression {
  return cursor.nested(() => {
    cursor.skipSpaces();
    const expression = cursor.take('!')
      ? ({ kind: 'not', operand: parseUnary(cursor, parsePath) } as const)
      : cursor.take('(')
        ? parseGroup(cursor, parsePath)
        : parseComparison(cursor, parsePath);
    cursor.skipSpaces();
    return expression;
  });
}

function parseGroup(cursor: TextCursor, parsePath: PathParser): FilterExpression {
  const inner = parseOr(cursor, parsePath);
  cursor.expect(')');
  return inner;
}

function parseComparison(cursor: TextCursor, parsePath: PathParser): FilterExpression {
  const start = cursor.position;
  const left = parseOperand(cursor, parsePath);
  cursor.skipSpaces();
  if (cursor.take('=~')) {
    cursor.skipSpaces();
    return { kind: 'matches', left, pattern: parsePattern(cursor) };
  }
  const operator = cursor.takeMatch(OPERATOR)?.toLowerCase();
  if (operator === undefined) {
    if (left.kind === 'path') return { kind: 'exists', path: left.path };
    return cursor.fail('a comparison (a constant alone is no condition)', start);
  }
  cursor.skipSpaces();
  return { kind: 'comparison', operator, left, right: parseOperand(cursor, parsePath) };
}

function parsePattern(cursor: TextCursor): RegularExpression {
  const start = cursor.position;
  const pattern = parseRegularExpression(cursor);
  if (patternSize(pattern) > MAXIMUM_PATTERN_SIZE) {
    cursor.fail(`a pattern of at most ${MAXIMUM_PATTERN_SIZE} parts with its repetitions written out`, start);
  }
  return compileRegularExpression(pattern);
}

function parseOperand(cursor: TextCursor, parsePath: PathParser): FilterOperand {
  if (cursor.next === '@' || cursor.next === '$') return { kind: 'path', path: parsePath(cursor) };
  return { kind: 'literal', value: parseLiteral(cursor) };
}

function parseLiteral(cursor: TextCursor): unknown {
  if (cursor.next === "'" || cursor.next === '"') return parseQuoted(cursor);
  if (cursor.next === '[') return cursor.nested(() => parseListLiteral(cursor));
  const number = cursor.takeMatch(NUMBER);
  if (number !== undefined) return Number(number);
  const keyword = cursor.takeMatch(KEYWORD);
  if (keyword !== undefined) return KEYWORDS[keyword];
  return cursor.fail("a path ('@…' or '$…'), a quoted text, a number, true, false, null or a list");
}

function parseListLiteral(cursor: TextCursor): unknown[] {
  cursor.expect('[');
  cursor.skipSpaces();
  const items: unknown[] = [];
  if (cursor.take(']')) return items;
  do {
    cursor.skipSpaces();
    items.push(parseLiteral(cursor));
    cursor.skipSpaces();
  } while (cursor.take(','));
  cursor.expect(']', "']' or ','");
  return items;
}
