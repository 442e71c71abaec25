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
  let size = 1;
  if (Array.isArray(value)) {
    for (const item of value) size += byteSize(item) + 1;
    if (value.length === 0) size = 2;
  } else {
    const entries = Object.entries(value);
    for (const [name, member] of entries) size += textSize(name) + byteSize(member) + 2;
    if (entries.length === 0) size = 2;
  }
  if (size >= WORTH_REMEMBERING) known.set(value, size);
  return size;
}

/** Text without these needs no escape and one byte a character. */
const NOT_PLAIN = /[^\x20-\x21\x23-\x5b\x5d-\x7e]/;

function textSize(text: string): number {
  if (!NOT_PLAIN.test(text)) return text.length + 2;
  return Buffer.byteLength(JSON.stringify(text));
}
