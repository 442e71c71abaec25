import { parseTimestamp } from '../json/timestamp.js';

type Comparison = (value: unknown, operand: unknown) => boolean;

/** Tests of a value by itself; the operand says which answer is wanted. IsPresent is about the path, not the value. */
export const TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  IsPresent: () => true,
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => typeof value === 'string' && parseTimestamp(value) !== undefined,
};

/** Comparisons by name, without the `Path` that reads the operand from the data. Values of another type never match. */
export const COMPARISONS: Readonly<Record<string, Comparison>> = {
  BooleanEquals: (value, operand) => typeof value === 'boolean' && value === operand,
  ...ordered('Numeric', (value) => (typeof value === 'number' ? value : undefined)),
  ...ordered('String', (value) => (typeof value === 'string' ? value : undefined)),
  ...ordered('Timestamp', (value) => (typeof value === 'string' ? parseTimestamp(value) : undefined)),
  StringMatches: (value, operand) =>
    typeof value === 'string' && typeof operand === 'string' && matchesWildcards(value, operand),
};

function ordered<Kind extends number | string>(
  type: string,
  read: (value: unknown) => Kind | undefined,
): Record<string, Comparison> {
  const comparison =
    (holds: (value: Kind, operand: Kind) => boolean): Comparison =>
    (value, operand) => {
      const left = read(value);
      const right = read(operand);
      return left !== undefined && right !== undefined && holds(left, right);
    };
  return {
    [`${type}Equals`]: comparison((value, operand) => value === operand),
    [`${type}LessThan`]: comparison((value, operand) => value < operand),
    [`${type}LessThanEquals`]: comparison((value, operand) => value <= operand),
    [`${type}GreaterThan`]: comparison((value, operand) => value > operand),
    [`${type}GreaterThanEquals`]: comparison((value, operand) => value >= operand),
  };
}

/**
 * StringMatches: `*` matches any characters, `\*` for an asterisk and `\\` for a backslash. Greedy with one point to come
 * back to, so that the cost stays within text length × pattern length.
 */
export function matchesWildcards(text: string, pattern: string): boolean {
  const parts = parsePattern(pattern);
  let at = 0;
  let part = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (parts[part] === ANY) {
      star = part++;
      starAt = at;
    } else if (parts[part] === text.charAt(at)) {
      part++;
      at++;
    } else if (star >= 0) {
      part = star + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  while (parts[part] === ANY) part++;
  return part === parts.length;
}

/** Stands for `*` in a parsed pattern: no single character equals it. */
const ANY = 'any';

function parsePattern(pattern: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '\\' && at + 1 < pattern.length) parts.push(pattern.charAt(++at));
    else parts.push(character === '*' ? ANY : character);
  }
  return parts;
}
