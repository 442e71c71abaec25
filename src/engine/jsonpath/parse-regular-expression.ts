import type { TextCursor } from './text-cursor.js';

/** Tells whether a character (a code point) is accepted. */
export type CharacterTest = (codePoint: number) => boolean;

export type PatternNode =
  | { readonly kind: 'character'; readonly accepts: CharacterTest }
  | { readonly kind: 'sequence' | 'alternatives'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly least: number; readonly most: number }
  | { readonly kind: 'start' | 'end' };

const FLAGS = /[ismu]*/y;
const REPEAT_RANGE = /\{(\d{1,3})(,(\d{1,3})?)?\}/y;
const HEXADECIMAL = /x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}/y;
const CONTROL_ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', '0': '\0' };
const CLASS_ESCAPES: Readonly<Record<string, RegExp>> = {
  d: /\d/,
  D: /\D/,
  w: /\w/,
  W: /\W/,
  s: /[ \t\n\v\f\r]/,
  S: /[^ \t\n\v\f\r]/,
};

/**
 * Reads `/pattern/flags` (flags i, s, m, u). Look-around, back-references and possessive repetition are refused:
 * without them a pattern can be matched in time proportional to the text.
 */
export function parseRegularExpression(cursor: TextCursor): PatternNode {
  cursor.expect('/', 'a pattern: /…/ or /…/i');
  const start = cursor.position;
  const flags = findFlags(cursor);
  const end = cursor.position;
  cursor.position = start;
  const options = { ignoreCase: flags.includes('i'), dotMatchesNewline: flags.includes('s') };
  const pattern = parseAlternatives(cursor, options);
  cursor.expect('/', "'/' at the end of the pattern");
  cursor.position = end;
  return pattern;
}

interface Options {
  readonly ignoreCase: boolean;
  readonly dotMatchesNewline: boolean;
}

/** The flags stand behind the pattern and decide how it is read, so they are looked up first. */
function findFlags(cursor: TextCursor): string {
  const start = cursor.position;
  while (cursor.next !== '/') {
    if (cursor.atEnd) cursor.fail("a pattern closed with '/'", start);
    cursor.position += cursor.next === '\\' ? 2 : 1;
  }
  cursor.position++;
  return cursor.takeMatch(FLAGS) ?? '';
}

function parseAlternatives(cursor: TextCursor, options: Options): PatternNode {
  const parts = [parseSequence(cursor, options)];
  while (cursor.take('|')) parts.push(parseSequence(cursor, options));
  return parts.length === 1 ? parts[0]! : { kind: 'alternatives', parts };
}

function parseSequence(cursor: TextCursor, options: Options): PatternNode {
  const parts: PatternNode[] = [];
  while (!cursor.atEnd && cursor.next !== '/' && cursor.next !== '|' && cursor.next !== ')') {
    parts.push(parseRepeats(cursor, parseAtom(cursor, options)));
  }
  return { kind: 'sequence', parts };
}

function parseRepeats(cursor: TextCursor, part: PatternNode): PatternNode {
  const range = parseRepeatRange(cursor);
  if (range === undefined) return part;
  cursor.take('?');
  if (/[*+?{]/.test(cursor.next))
    cursor.fail('one repetition only (possessive and doubled repetition are not supported)');
  return { kind: 'repeat', part, least: range[0], most: range[1] };
}

function parseRepeatRange(cursor: TextCursor): readonly [number, number] | undefined {
  if (cursor.take('*')) return [0, Infinity];
  if (cursor.take('+')) return [1, Infinity];
  if (cursor.take('?')) return [0, 1];
  if (cursor.next !== '{') return undefined;
  const start = cursor.position;
  const text = cursor.takeMatch(REPEAT_RANGE);
  if (text === undefined) cursor.fail("a repetition such as {2} or {2,5} (write \\{ for the character '{')");
  const [least, most] = text.slice(1, -1).split(',');
  const range = [Number(least), most === undefined ? Number(least) : most === '' ? Infinity : Number(most)] as const;
  if (range[0] > range[1]) cursor.fail('a repetition whose first number is not above the second', start);
  return range;
}

function parseAtom(cursor: TextCursor, options: Options): PatternNode {
  if (cursor.next === '(') return cursor.nested(() => parseGroup(cursor, options));
  if (cursor.take('^')) return { kind: 'start' };
  if (cursor.take('$')) return { kind: 'end' };
  if (cursor.take('.')) return { kind: 'character', accepts: options.dotMatchesNewline ? () => true : isNoNewline };
  if (cursor.next === '[') return { kind: 'character', accepts: parseClass(cursor, options) };
  if (/[*+?{]/.test(cursor.next)) cursor.fail('something to repeat');
  return { kind: 'character', accepts: folded(parseCharacter(cursor), options) };
}

function parseGroup(cursor: TextCursor, options: Options): PatternNode {
  cursor.expect('(');
  if (cursor.take('?') && !cursor.take(':') && cursor.takeMatch(/<[A-Za-z]\w*>/y) === undefined) {
    cursor.fail("a plain group '( … )' or '(?: … )' (look-around and inline flags are not supported)");
  }
  const inner = parseAlternatives(cursor, options);
  cursor.expect(')');
  return inner;
}

/** `[a-z_]`, `[^…]`. */
function parseClass(cursor: TextCursor, options: Options): CharacterTest {
  const start = cursor.position;
  cursor.expect('[');
  const negated = cursor.take('^');
  const tests: CharacterTest[] = [];
  while (cursor.next !== ']' || tests.length === 0) {
    if (cursor.atEnd || cursor.next === '/') cursor.fail("a character class closed with ']'", start);
    const item = parseCharacter(cursor);
    if (typeof item === 'number' && cursor.next === '-' && cursor.text[cursor.position + 1] !== ']') {
      tests.push(folded(parseRange(cursor, item), options));
    } else tests.push(folded(item, options));
  }
  cursor.position++;
  return (codePoint) => tests.some((accepts) => accepts(codePoint)) !== negated;
}

function parseRange(cursor: TextCursor, first: number): CharacterTest {
  cursor.expect('-');
  const start = cursor.position;
  const last = parseCharacter(cursor);
  if (typeof last !== 'number' || last < first)
    cursor.fail('the last character of the range, not before the first', start);
  return (codePoint) => codePoint >= first && codePoint <= last;
}

/** One character, or the test of an escape such as `\d`. */
function parseCharacter(cursor: TextCursor): number | CharacterTest {
  if (cursor.take('\\')) return parseEscape(cursor);
  const codePoint = cursor.text.codePointAt(cursor.position);
  if (codePoint === undefined) return cursor.fail('a character');
  cursor.position += codePoint > 0xffff ? 2 : 1;
  return codePoint;
}

function parseEscape(cursor: TextCursor): number | CharacterTest {
  const hexadecimal = cursor.takeMatch(HEXADECIMAL);
  if (hexadecimal !== undefined) return Number.parseInt(hexadecimal.slice(1), 16);
  const letter = cursor.next;
  const characterClass = Object.hasOwn(CLASS_ESCAPES, letter) ? CLASS_ESCAPES[letter] : undefined;
  const control = Object.hasOwn(CONTROL_ESCAPES, letter) ? CONTROL_ESCAPES[letter] : undefined;
  if (!characterClass && !control && /[A-Za-z0-9]/.test(letter)) {
    cursor.fail(
      'a known escape (\\d \\w \\s \\D \\W \\S \\t \\n \\r \\f \\xHH \\uHHHH); back-references and \\b are not supported',
    );
  }
  if (cursor.atEnd) cursor.fail('a character to escape');
  cursor.position++;
  if (characterClass) return (codePoint) => characterClass.test(String.fromCodePoint(codePoint));
  return (control ?? letter).charCodeAt(0);
}

/** Ignoring case means: the character, its lower and its upper case are tried. */
function folded(item: number | CharacterTest, { ignoreCase }: Options): CharacterTest {
  const accepts: CharacterTest = typeof item === 'number' ? (codePoint) => codePoint === item : item;
  if (!ignoreCase) return accepts;
  return (codePoint) => {
    const character = String.fromCodePoint(codePoint);
    return (
      accepts(codePoint) ||
      accepts(character.toLowerCase().codePointAt(0)!) ||
      accepts(character.toUpperCase().codePointAt(0)!)
    );
  };
}

function isNoNewline(codePoint: number): boolean {
  return codePoint !== 0x0a && codePoint !== 0x0d && codePoint !== 0x85 && codePoint !== 0x2028 && codePoint !== 0x2029;
}
