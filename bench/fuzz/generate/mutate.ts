import type { Draw } from './draw.js';

/** Characters that end, open or escape something in one language or another, and some that text handling stumbles over. */
const CHARACTERS = [
  ...'$@.[](){}\'"`\\/|&=!<>~?*+-%,:;#^_ 0159aZ',
  '\n',
  '\0',
  '\u2028',
  '\ufeff',
  'é',
  '😀',
  '\ud83d',
  '\udc00',
  '__proto__',
  '1e999',
  '-9007199254740993',
];

/** How often a piece is repeated at most: nesting and lengths that exhaust a stack or a loop that looks back. */
const REPETITIONS = [2, 3, 10, 100, 3_000] as const;

/** Spoils a text in one to four places. */
export function mutate(draw: Draw, text: string): string {
  let spoilt = text;
  for (let times = 1 + draw.below(4); times > 0; times--) spoilt = spoil(draw, spoilt);
  return spoilt;
}

function spoil(draw: Draw, text: string): string {
  const from = draw.below(text.length + 1);
  const to = Math.min(text.length, from + 1 + draw.below(8));
  const [before, piece, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (draw.below(6)) {
    case 0:
      return before + after;
    case 1:
      return before + draw.pick(CHARACTERS) + after;
    case 2:
      return before + draw.pick(CHARACTERS) + piece + after;
    case 3:
      return before + piece + piece + after;
    case 4:
      return before;
    default:
      return draw.chance(0.1) ? before + repeated(draw, piece) + after : before + after + piece;
  }
}

function repeated(draw: Draw, piece: string): string {
  return (piece === '' ? draw.pick(CHARACTERS) : piece).repeat(draw.pick(REPETITIONS));
}
