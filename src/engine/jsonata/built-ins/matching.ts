import { Fault } from '../fault.js';
import type { Run } from '../run.js';
import { apply, FunctionValue, PassedFunction } from '../values/function-value.js';
import { readOwn } from '../values/own-property.js';
import { RegexFunction } from '../values/regex-function.js';
import { asSequence } from '../values/sequence.js';
import type { NativeDefinition } from './native-function.js';
import { substitute } from './substitution.js';

/** Functions that look for something in text: a string, a regular expression, or whatever a matcher function finds. */
export const matchingFunctions: Readonly<Record<string, NativeDefinition>> = {
  contains: {
    signature: '<s-(sf):b>',
    arity: 2,
    pure: false,
    call: ([text, token], run) => {
      if (typeof text !== 'string') return undefined;
      return typeof token === 'string' ? text.includes(token) : !matchesOf(token, text, 1, run).next().done;
    },
  },
  match: {
    signature: '<s-f<s:o>n?:a<o>>',
    arity: 3,
    pure: false,
    call: ([text, matcher, limit], run) =>
      typeof text === 'string' ? match(text, matcher, limitOf(limit, 'D3040', 3), run) : undefined,
  },
  split: {
    signature: '<s-(sf)n?:a<s>>',
    arity: 3,
    pure: false,
    call: ([text, separator, limit], run) =>
      typeof text === 'string' ? split(text, separator, limitOf(limit, 'D3020', 3), run) : undefined,
  },
  replace: {
    signature: '<s-(sf)(sf)n?:s>',
    arity: 4,
    pure: false,
    call: ([text, pattern, replacement, limit], run) => {
      if (typeof text !== 'string') return undefined;
      if (pattern === '') throw new Fault('D3010', { value: pattern, index: 2 });
      return replace(text, pattern, replacement, limitOf(limit, 'D3011', 4), run);
    },
  },
};

/** A limit as a number of matches, infinite when there is none. */
function limitOf(limit: unknown, code: string, index: number): number {
  if (typeof limit !== 'number') return Infinity;
  if (limit < 0) throw new Fault(code, { value: limit, index });
  return limit;
}

/** What a matcher found, as JSONata's own matchers describe it. */
export interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

function* matchesOf(matcher: unknown, text: string, limit: number, run: Run): Generator<Match> {
  const target = matcher instanceof PassedFunction ? matcher.target : matcher;
  if (target instanceof RegexFunction) yield* regexMatches(target, text, limit, run);
  else yield* matcherMatches(matcher, text, limit, run);
}

function* regexMatches(regex: RegexFunction, text: string, limit: number, run: Run): Generator<Match> {
  const { found, endsInZeroLength } = regex.matchAll(text, limit, run);
  for (const match of found) {
    run.step();
    yield { match: match[0], start: match.index, end: match.index + match[0].length, groups: match.slice(1) };
  }
  if (endsInZeroLength) throw regex.zeroLengthMatch();
}

/** A matcher written as a function gives the first match, and in it the function `next` for the one after. */
function* matcherMatches(matcher: unknown, text: string, limit: number, run: Run): Generator<Match> {
  let result = apply(matcher, [text], null, run);
  for (let count = 0; result !== undefined && result !== null && count < limit; count += 1) {
    run.step();
    const { next, match } = matchObject(result);
    yield match;
    result = apply(next, [undefined], null, run);
  }
}

function matchObject(result: unknown): { next: unknown; match: Match } {
  const read = (key: string): unknown => (typeof result === 'object' && result ? readOwn(result, key) : undefined);
  const [start, groups, next] = [read('start'), read('groups'), read('next')];
  if (typeof start !== 'number' && !Array.isArray(groups) && !(next instanceof FunctionValue)) throw new Fault('T1010');
  return {
    next,
    match: {
      match: String(read('match')),
      start: Number(start),
      end: Number(read('end')),
      groups: Array.isArray(groups) ? groups : [],
    },
  };
}

function match(text: string, matcher: unknown, limit: number, run: Run): unknown[] {
  const results: unknown[] = [];
  if (limit > 0) {
    for (const found of matchesOf(matcher, text, limit, run)) {
      if (found.groups.includes(undefined)) run.mayHoldForeign = true;
      results.push({ match: found.match, index: found.start, groups: found.groups });
    }
  }
  return asSequence(results, run);
}

function split(text: string, separator: unknown, limit: number, run: Run): string[] {
  if (limit <= 0) return [];
  if (typeof separator === 'string') {
    run.checkLength(separator === '' ? Math.min(text.length, limit) : 0);
    return limit === Infinity ? text.split(separator) : text.split(separator, limit);
  }
  const parts: string[] = [];
  let start = 0;
  for (const found of matchesOf(separator, text, limit, run)) {
    parts.push(text.slice(start, found.start));
    start = found.end;
  }
  if (parts.length < limit) parts.push(text.slice(start));
  return parts;
}

function replace(text: string, pattern: unknown, replacement: unknown, limit: number, run: Run): string {
  if (limit <= 0) return text;
  const found =
    typeof pattern === 'string' ? literalMatches(pattern, text, limit) : matchesOf(pattern, text, limit, run);
  let result = '';
  let position = 0;
  for (const match of found) {
    run.step();
    result += text.slice(position, match.start) + replacementFor(match, pattern, replacement, run);
    run.checkText(result.length);
    position = match.start + match.match.length;
  }
  return result + text.slice(position);
}

function* literalMatches(pattern: string, text: string, limit: number): Generator<Match> {
  let start = text.indexOf(pattern);
  for (let count = 0; start !== -1 && count < limit; count += 1) {
    const end = start + pattern.length;
    yield { match: pattern, start, end, groups: [] };
    start = text.indexOf(pattern, end);
  }
}

function replacementFor(match: Match, pattern: unknown, replacement: unknown, run: Run): string {
  // With a literal pattern the replacement is literal too: `$1` means nothing there.
  if (typeof pattern === 'string') return typeof replacement === 'string' ? replacement : '';
  if (typeof replacement === 'string') return substitute(replacement, match.match, match.groups);
  const replaced = apply(replacement, [match], null, run);
  if (typeof replaced !== 'string') throw new Fault('D3012', { value: replaced });
  return replaced;
}
