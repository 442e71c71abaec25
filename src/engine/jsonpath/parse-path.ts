import { parseFilter } from './parse-filter.js';
import { parseQuoted } from './parse-quoted.js';
import type { ChildSegment, ParsedPath, PathRoot, PathSegment } from './path-segment.js';
import type { TextCursor } from './text-cursor.js';

/** A name behind a dot. `length()` and its like are names too: Step Functions has no path functions, and looks such a thing up as a property. */
const DOT_NAME = /[^\s.[\]()'",]+(?:\(\))?/y;
/** A dot name inside a filter, where operators follow without a space (`@.a==1`). */
const FILTER_NAME = /[^\s.[\]()'",=!<>&|~]+(?:\(\))?/y;
const VARIABLE_NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const INTEGER = /-?\d{1,10}(?!\d)/y;

/** Reads a path that starts with `$` and leaves the cursor behind it. */
export function parsePath(cursor: TextCursor): ParsedPath {
  return { root: parseRoot(cursor), segments: parseSegments(cursor, DOT_NAME) };
}

/** Reads a path inside a filter: `@` is the element at hand, `$` the whole document. */
function parseFilterPath(cursor: TextCursor): ParsedPath {
  const root: PathRoot = cursor.take('@') ? { kind: 'current' } : { kind: 'input' };
  if (root.kind === 'input') cursor.expect('$', "a path: '@' or '$'");
  return { root, segments: parseSegments(cursor, FILTER_NAME) };
}

function parseRoot(cursor: TextCursor): PathRoot {
  cursor.expect('$', "a path, which starts with '$'");
  if (cursor.take('$')) return { kind: 'context' };
  const name = cursor.takeMatch(VARIABLE_NAME);
  return name === undefined ? { kind: 'input' } : { kind: 'variable', name };
}

function parseSegments(cursor: TextCursor, name: RegExp): PathSegment[] {
  const segments: PathSegment[] = [];
  for (;;) {
    if (cursor.take('..')) segments.push({ kind: 'descendants', child: parseDotChild(cursor, name) });
    else if (cursor.take('.')) segments.push(parseDotChild(cursor, name));
    else if (cursor.next === '[') segments.push(parseBracket(cursor));
    else return segments;
  }
}

function parseDotChild(cursor: TextCursor, name: RegExp): ChildSegment {
  if (cursor.next === '[') return parseBracket(cursor);
  const found = cursor.takeMatch(name);
  if (found === undefined) cursor.fail("a name, '*' or '[' (write ['a name'] for names with spaces, quotes or dots)");
  return found === '*' ? { kind: 'wildcard' } : { kind: 'name', name: found };
}

function parseBracket(cursor: TextCursor): ChildSegment {
  cursor.expect('[');
  cursor.skipSpaces();
  const segment = parseBracketContent(cursor);
  cursor.skipSpaces();
  cursor.expect(']', "']' or ','");
  return segment;
}

function parseBracketContent(cursor: TextCursor): ChildSegment {
  if (cursor.take('*')) return { kind: 'wildcard' };
  if (cursor.next === '?') return { kind: 'filter', test: cursor.nested(() => parseFilter(cursor, parseFilterPath)) };
  if (cursor.next === "'" || cursor.next === '"') {
    const names = parseList(cursor, parseQuoted);
    return names.length === 1 ? { kind: 'name', name: names[0]! } : { kind: 'names', names };
  }
  return parseIndexes(cursor);
}

function parseIndexes(cursor: TextCursor): ChildSegment {
  const from = parseInteger(cursor);
  cursor.skipSpaces();
  if (cursor.take(':')) {
    cursor.skipSpaces();
    const to = parseInteger(cursor);
    cursor.skipSpaces();
    if (cursor.next === ':') cursor.fail("']' (a slice has a start and an end, and no step)");
    return { kind: 'slice', from, to };
  }
  if (from === undefined) cursor.fail("a quoted name, an index, a slice, '*' or a filter '?( … )'");
  if (!cursor.take(',')) return { kind: 'index', index: from };
  cursor.skipSpaces();
  const rest = parseList(cursor, (list) => parseInteger(list) ?? list.fail('an index'));
  return { kind: 'indexes', indexes: [from, ...rest] };
}

function parseList<T>(cursor: TextCursor, parseItem: (cursor: TextCursor) => T): T[] {
  const items: T[] = [];
  do {
    cursor.skipSpaces();
    items.push(parseItem(cursor));
    cursor.skipSpaces();
  } while (cursor.take(','));
  return items;
}

function parseInteger(cursor: TextCursor): number | undefined {
  const digits = cursor.takeMatch(INTEGER);
  return digits === undefined ? undefined : Number(digits);
}
