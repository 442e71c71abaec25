import type { Draw } from './draw.js';
import { mutate } from './mutate.js';
import { pathText } from './path-text.js';

const LISTS = ['States.Array(1, 2, 2)', "States.Array('a', null)", '$.list', '$..a', '$[*]'] as const;
const TEXTS = ["'a,b'", "''", '\'{"a": [1]}\'', "'YWI='", "'\ud83d'", "'ä\\'{}'", '$.a'] as const;
const NUMBERS = ['0', '1', '-3', '2.5', '1e9', '1e400', '-9007199254740993', '$.b'] as const;
const OBJECTS = ['$', '$.a', '$$', '$variable', 'States.StringToJson(\'{"a":1}\')'] as const;
const ALGORITHMS = ["'MD5'", "'SHA-1'", "'SHA-256'", "'SHA-384'", "'SHA-512'", "'CRC'"] as const;
const FLAGS = ['false', 'false', 'true'] as const;
const ANYTHING = [...LISTS, ...TEXTS, ...NUMBERS, ...OBJECTS, ...FLAGS, 'null'] as const;

/** What each function takes; a call gives other things now and then. */
const FUNCTIONS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Format: [["'{}'", "'{} \\'{}\\' \\{'", "'{{}'"], ANYTHING],
  StringToJson: [TEXTS],
  JsonToString: [ANYTHING],
  Array: [ANYTHING, ANYTHING, ANYTHING],
  ArrayPartition: [LISTS, NUMBERS],
  ArrayContains: [LISTS, ANYTHING],
  ArrayRange: [NUMBERS, NUMBERS, NUMBERS],
  ArrayGetItem: [LISTS, NUMBERS],
  ArrayLength: [LISTS],
  ArrayUnique: [LISTS],
  Base64Encode: [TEXTS],
  Base64Decode: [TEXTS],
  Hash: [ANYTHING, ALGORITHMS],
  JsonMerge: [OBJECTS, OBJECTS, FLAGS],
  MathRandom: [NUMBERS, NUMBERS, NUMBERS],
  MathAdd: [NUMBERS, NUMBERS],
  StringSplit: [TEXTS, TEXTS],
  UUID: [],
};

/** A call of an intrinsic function. */
export function intrinsicText(draw: Draw): string {
  const text = call(draw, 2);
  return draw.mistake() ? mutate(draw, text) : text;
}

function call(draw: Draw, depth: number): string {
  const [name, parameters] = draw.pick(Object.entries(FUNCTIONS));
  const given = parameters.map((fitting) => {
    if (depth > 0 && draw.chance(0.15)) return call(draw, depth - 1);
    return draw.chance(0.15) ? pathText(draw) : draw.pick(fitting);
  });
  if (draw.mistake()) given.push(...draw.list(2, () => draw.pick(ANYTHING)));
  return `States.${name}(${given.join(draw.pick([',', ', ']))})`;
}
