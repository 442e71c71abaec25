import type { Draw } from './draw.js';

/** Few names, so that paths and expressions meet data; half of them are inherited by every object of JavaScript. */
export const NAMES = [
  'a',
  'b',
  'c',
  'list',
  'ä b',
  '',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
] as const;

const TEXTS = [
  '',
  'a',
  'x',
  '2',
  '-1.5',
  'a,b',
  '2026-01-01T00:00:00Z',
  '{"a":1}',
  '{',
  'ä😀\ud83d',
  'aaaaaaaaaaaa!',
] as const;

const NUMBERS = [
  0, -0, 1, 2, -1, 3.5, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 9007199254740991, -2147483649,
] as const;

/** Any JSON value, small and with names that occur in expressions. */
export function jsonValue(draw: Draw, depth = 3): unknown {
  switch (draw.below(depth > 0 ? 8 : 5)) {
    case 0:
      return draw.pick(NUMBERS);
    case 1:
      return draw.below(5);
    case 2:
    case 3:
      return draw.pick(TEXTS);
    case 4:
      return draw.pick([true, false, null]);
    case 5:
      return draw.list(4, () => jsonValue(draw, depth - 1));
    default:
      return jsonObject(draw, depth - 1);
  }
}

export function jsonObject(draw: Draw, depth = 2): Readonly<Record<string, unknown>> {
  // fromEntries makes own members of all names, `__proto__` included.
  return Object.fromEntries(draw.list(4, () => [draw.pick(NAMES), jsonValue(draw, depth)]));
}
