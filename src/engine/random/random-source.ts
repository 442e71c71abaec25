/** Everything random in the engine: jitter, names, tokens, `$random()` and `$uuid()`. */
export interface RandomSource {
  /** The next number in [0, 1). */
  next(): number;
  /** The next random UUID (version 4 by its form). */
  uuid(): string;
}

/** A stream of random numbers that the seed determines: sfc32 (Chris Doty-Humphrey's Small Fast Counting generator). */
export function seededRandom(seed: number | string): RandomSource {
  let [a, b, c] = [hash(`${seed}/a`), hash(`${seed}/b`), hash(`${seed}/c`)];
  let counter = 1;
  const word = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The generator's author asks for some rounds before the first number counts.
  for (let round = 0; round < 15; round++) word();
  return {
    next: () => word() / 2 ** 32,
    uuid: () => {
      const [first, second, third, fourth] = [word(), word(), word(), word()];
      // Version 4, variant 10: https://www.rfc-editor.org/rfc/rfc9562#section-5.4
      const version = 0x4000 | (second & 0x0fff);
      const variant = 0x8000 | ((third >>> 16) & 0x3fff);
      writeHex(0, 8, first);
      writeHex(9, 4, second >>> 16);
      writeHex(14, 4, version);
      writeHex(19, 4, variant);
      writeHex(24, 4, third);
      writeHex(28, 8, fourth);
      return uuidText.toString('latin1');
    },
  };
}

/** Where a UUID is written: one flat text is cheaper to keep and to look up than one that is joined from many. */
const uuidText = Buffer.alloc(36, '-');

const HEX_DIGITS = Buffer.from('0123456789abcdef');

/** Writes the lower bits of a word, four for each digit. */
function writeHex(start: number, digits: number, word: number): void {
  let rest = word;
  for (let at = start + digits - 1; at >= start; at--) {
    uuidText[at] = HEX_DIGITS[rest & 0xf] ?? 0;
    rest >>>= 4;
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value | 0;
}
