/** Sizes of values seen before. Values never change, so a size holds for as long as the value lives. */
const known = new WeakMap<object, number>();

/** Smaller values are measured again rather than remembered: that is cheaper. */
const WORTH_REMEMBERING = 512;

/** How many bytes a value takes as JSON text in UTF-8, without spaces: what the 256 KiB limit counts. */
export function byteSize(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return textSize(value);
    case 'number':
      return Number.isFinite(value) ? String(value).length : 4;
    case 'boolean':
      return value ? 4 : 5;
    case 'object':
      return value === null ? 4 : containerSize(value);
    default:
      return 0;
  }
}

function containerSize(value: object): number {
  const remembered = known.get(value);
  if (remembered !== undefined) return remembered;
  const size = Array.isArray(value) ? arraySize(value) : objectSize(value as Readonly<Record<string, unknown>>);
  if (size >= WORTH_REMEMBERING) known.set(value, size);
  return size;
}

function arraySize(items: readonly unknown[]): number {
  if (items.length === 0) return 2;
  let size = 1;
  for (const item of items) size += byteSize(item) + 1;
  return size;
}

function objectSize(members: Readonly<Record<string, unknown>>): number {
  let size = 1;
  for (const name of Object.keys(members)) size += textSize(name) + byteSize(members[name]) + 2;
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
