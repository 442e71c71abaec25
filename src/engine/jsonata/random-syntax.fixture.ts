import { Draw } from '../../../bench/fuzz/generate/draw.js';
import { jsonataText } from '../../../bench/fuzz/generate/jsonata-text.js';
import { mutate } from '../../../bench/fuzz/generate/mutate.js';

/** Pieces that change the meaning of what precedes them, in any order. */
const PIECES = [
  ...'% .% [%.a] [%.%.x] .(a;b) (%.b) .%.% .[a] .{"x":%.y} [] [1] @$x #$i ^(a) ^(>b,%.c) {"a":1} $f(?) $f()'.split(' '),
  ...'. ( ) / .. < > $x a b ** * "s" `q` 1 true and ? : ~> := |a|b| , ; - = ! /a/ \\'.split(' '),
  ...'function($x)<n:s>{1} function($x)<a<n>{1} λ($a){$f()} /**/ " \''.split(' '),
  ' in ',
  ' or ',
];

/**
 * A text that is or resembles JSONata, the same for the same seed: made by a grammar, made of pieces in any order, or
 * one of the given texts spoilt or cut off.
 */
export function randomSyntax(seed: string, texts: readonly string[]): string {
  const draw = new Draw(seed, 0.3);
  return draw.pick([
    () => jsonataText(draw),
    () => mutate(draw, draw.pick(texts)),
    () => cutOff(draw, draw.pick(texts)),
    () => draw.some(9, () => draw.pick(PIECES)).join(''),
    () => `a.b${draw.some(6, () => draw.pick(PIECES)).join('')}`,
  ])();
}

function cutOff(draw: Draw, text: string): string {
  return text.slice(0, draw.below(text.length + 1));
}
