import type { Catalogue } from './catalogue.js';
import type { Reader } from './reader.js';

/**
 * The model answered, and nothing can be made of it. The service is healthy, so this is no failure for a circuit.
 * The message counts and never quotes: an answer may repeat the prompt.
 */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
}

/** No sensible answer is longer; the rest is not looked at. */
const LONGEST_ANSWER = 20_000;

/** How many places of a text are tried as the beginning of the JSON object. */
const TRIED_STARTS = 50;

/** What an answer is measured against. */
export interface AnswerRules {
  readonly catalogue: Catalogue;
  readonly reader: Reader;
  /** Fewer usable titles than this are not enough. */
  readonly atLeast: number;
  /** More than this are cut off. */
  readonly atMost: number;
}

/**
 * Finds the recommended titles in a model's answer: the first JSON object with `titleIds`, whatever text is around
 * it. Titles outside the catalogue, titles the reader has rated and repetitions are dropped.
 *
 * @throws UnusableAnswer when there is no such object or too few titles are left
 */
export function parseAnswer(text: string, { catalogue, reader, atLeast, atMost }: AnswerRules): number[] {
  const listed = findTitleIds(text.slice(0, LONGEST_ANSWER));
  if (!listed) throw new UnusableAnswer('The answer holds no JSON object with a list "titleIds".');
  const rated = new Set(reader.ratings.map((rating) => rating.titleId));
  const usable = [...new Set(listed.map(titleIdOf))].filter((id) => catalogue.get(id) !== undefined && !rated.has(id));
  if (usable.length < atLeast) {
    throw new UnusableAnswer(
      `The answer lists ${listed.length} titles, ${usable.length} of them usable; ${atLeast} are needed.`,
    );
  }
  return usable.slice(0, atMost);
}

function findTitleIds(text: string): unknown[] | undefined {
  let start = text.indexOf('{');
  for (let tried = 0; start >= 0 && tried < TRIED_STARTS; tried += 1) {
    const end = objectEnd(text, start);
    const value = end === undefined ? undefined : parseJson(text.slice(start, end));
    if (typeof value === 'object' && value !== null && 'titleIds' in value && Array.isArray(value.titleIds)) {
      return value.titleIds;
    }
    start = text.indexOf('{', start + 1);
  }
  return undefined;
}

/** Where the object that starts at `start` ends: after the brace that closes it, braces in strings apart. */
function objectEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') depth += 1;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Models write ids as numbers, as text, or as objects with more about the title. */
function titleIdOf(entry: unknown): number {
  if (typeof entry === 'object' && entry !== null && 'titleId' in entry) return titleIdOf(entry.titleId);
  if (typeof entry === 'string') return /^\d+$/.test(entry) ? Number(entry) : NaN;
  return typeof entry === 'number' ? entry : NaN;
}
