import { compileParsedPath } from '../jsonpath/path.js';
import type { Path } from '../jsonpath/path.js';
import { parsePath } from '../jsonpath/parse-path.js';
import { TextCursor } from '../jsonpath/text-cursor.js';
import { isEscapable } from './format-text.js';
import { intrinsicFunctions } from './intrinsic-functions.js';

/** AWS allows this many calls in one field. */
const MAXIMUM_CALLS = 10;

export type IntrinsicArgument =
  | { readonly kind: 'constant'; readonly value: unknown }
  /** `source` is the text between the quotes, with its backslashes: States.Format reads them itself. */
  | { readonly kind: 'text'; readonly value: string; readonly source: string }
  | { readonly kind: 'path'; readonly path: Path }
  | ParsedCall;

export interface ParsedCall {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly IntrinsicArgument[];
}

const FUNCTION_NAME = /States\.[A-Za-z0-9]+/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const KEYWORD = /(?:true|false|null)(?!\w)/y;
const KEYWORDS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

/**
 * Reads an intrinsic such as `States.Format('{}!', $.name)`.
 *
 * @throws PathSyntaxError when the text is malformed, the function unknown, or more than 10 calls are used
 */
export function parseIntrinsic(text: string): ParsedCall {
  const cursor = new TextCursor(text);
  const count = { calls: 0 };
  const call = parseCall(cursor, count);
  cursor.expectEnd('the end of the intrinsic');
  return call;
}

function parseCall(cursor: TextCursor, count: { calls: number }): ParsedCall {
  const start = cursor.position;
  const name = cursor.takeMatch(FUNCTION_NAME) ?? '';
  if (!intrinsicFunctions.has(name)) cursor.fail(`a function: ${[...intrinsicFunctions.keys()].join(', ')}`, start);
  if (++count.calls > MAXIMUM_CALLS) cursor.fail(`at most ${MAXIMUM_CALLS} calls in one field`, start);
  cursor.expect('(');
  cursor.skipSpaces();
  const parsed: IntrinsicArgument[] = [];
  if (!cursor.take(')')) {
    do {
      cursor.skipSpaces();
      parsed.push(parseArgument(cursor, count));
      cursor.skipSpaces();
    } while (cursor.take(','));
    cursor.expect(')', "',' or ')'");
  }
  return { kind: 'call', name, arguments: parsed };
}

function parseArgument(cursor: TextCursor, count: { calls: number }): IntrinsicArgument {
  if (cursor.next === "'") return parseText(cursor);
  if (cursor.next === '$') {
    const start = cursor.position;
    const parsed = parsePath(cursor);
    return { kind: 'path', path: compileParsedPath(cursor.text.slice(start, cursor.position), parsed) };
  }
  if (cursor.startsWith('States.')) return parseCall(cursor, count);
  const number = cursor.takeMatch(NUMBER);
  if (number !== undefined) return { kind: 'constant', value: Number(number) };
  const keyword = cursor.takeMatch(KEYWORD);
  if (keyword !== undefined) return { kind: 'constant', value: KEYWORDS[keyword] };
  return cursor.fail('an argument: a path, a text in single quotes, a number, true, false, null or another function');
}

function parseText(cursor: TextCursor): IntrinsicArgument {
  const start = cursor.position;
  cursor.expect("'");
  let value = '';
  while (!cursor.take("'")) {
    if (cursor.atEnd) cursor.fail("a text closed with '", start);
    if (cursor.take('\\') && !isEscapable(cursor.next)) cursor.fail("one of ' { } \\ behind the backslash");
    value += cursor.next;
    cursor.position++;
  }
  return { kind: 'text', value, source: cursor.text.slice(start + 1, cursor.position - 1) };
}
