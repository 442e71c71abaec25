/** The engine takes no data that nest deeper. */
const DEEPEST = 2000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Reads JSON text that a request has inside of it: definitions, inputs, outputs. `JSON.parse` takes any depth, and what descends
 * into the value afterwards runs out of stack.
 *
 * @throws SyntaxError for what is not JSON, or nests more than 2,000 levels deep
 */
export function parseJsonText(text: string): unknown {
  if (levelsOf(text) > DEEPEST) throw new SyntaxError(`The JSON nests more than ${DEEPEST} levels deep`);
  return JSON.parse(text);
}

function levelsOf(text: string): number {
  let level = 0;
  let deepest = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) isQuoted = !isQuoted;
    else if (isQuoted) index += code === BACKSLASH ? 1 : 0;
    else if (OPENING.has(code)) deepest = Math.max(deepest, ++level);
    else if (CLOSING.has(code)) level--;
  }
  return deepest;
}
