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
  const digits = (): string => word().toString(16).padStart(8, '0');
  return {
    next: () => word() / 2 ** 32,
    uuid: () => {
      const hex = digits() + digits() + digits() + digits();
      const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3];
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value | 0;
}
