import { numberSize } from './number-size.js';

/** Sizes of values seen before. Values never change, so a size holds for as long as the value lives. */
const known = new WeakMap<object, number>();

/** Smaller values are measured again rather than remembered: that is cheaper. */
const WORTH_REMEMBERING = 512;

/** Deeper values are too large whatever their bytes: `JSON.stringify` and everything else that descends would run out of stack. */
const DEEPEST = 2000;

/** How many levels remembered values have, where that is more than {@link SHALLOW}. */
const deep = new WeakMap<object, number>();
const SHALLOW = 20;

/** Levels of the value that was measured last: a second result of the functions below, without an object for the two. */
let levels = 0;

/**
 * How many bytes a value takes as JSON text in UTF-8, without spaces: what the 256 KiB limit counts. Infinite for a value
 * that is nested more than 2,000 levels deep.
 */
export function byteSize(value: unknown): number {
  return sizeWithin(value, DEEPEST);
}

function sizeWithin(value: unknown, room: number): number {
  levels = 0;
  switch (typeof value) {
    case 'string':
      return textSize(value);
    case 'number':
      return numberSize(value);
    case 'boolean':
      return value ? 4 : 5;
    case 'object':
      return value === null ? 4 : containerSize(value, room);
    default:
      return 0;
  }
}

function containerSize(value: object, room: number): number {
  const remembered = known.get(value);
  if (remembered !== undefined) {
    levels = deep.get(value) ?? SHALLOW;
    return levels > room ? Infinity : remembered;
  }
  if (room === 0) return Infinity;
  const size = Array.isArray(value)
    ? arraySize(value, room - 1)
    : objectSize(value as Readonly<Record<string, unknown>>, room - 1);
  if (size >= WORTH_REMEMBERING && size !== Infinity) {
    known.set(value, size);
    if (levels > SHALLOW) deep.set(value, levels);
  }
  return size;
}

function arraySize(items: readonly unknown[], room: number): number {
  let size = 1;
  let tallest = 0;
  for (const item of items) {
    size += sizeWithin(item, room) + 1;
    if (levels > tallest) tallest = levels;
  }
  levels = tallest + 1;
  return Math.max(size, 2);
}

function objectSize(members: Readonly<Record<string, unknown>>, room: number): number {
  let size = 1;
  let tallest = 0;
  // A JSON value inherits nothing that this would come across, and there is no list of names to be made first.
  for (const name in members) {
    size += textSize(name) + sizeWithin(members[name], room) + 2;
    if (levels > tallest) tallest = levels;
  }
  levels = tallest + 1;
  return Math.max(size, 2);
}

/** Text without these needs no escape and one byte a character. */
const NOT_PLAIN = /[^\x20-\x21\x23-\x5b\x5d-\x7e]/;

/** For shorter texts a loop is faster than a regular expression. */
const SHORT = 32;

function textSize(text: string): number {
  if (text.length <= SHORT ? isPlain(text) : !NOT_PLAIN.test(text)) return text.length + 2;
  return Buffer.byteLength(JSON.stringify(text));
}

function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return false;
  }
  return true;
}
