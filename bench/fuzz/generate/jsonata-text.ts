import type { Draw } from './draw.js';
import { mutate } from './mutate.js';

const ATOMS = [
  ...'$states.input $states.input $states $data $ $$ $missing a list `__proto__` constructor'.split(' '),
  ...`0 1 -1 2.5 1e300 'a' "x" '' true null [] {} [1..5] /a+/ /(a|b)*c/i`.split(' '),
] as const;

const OPERATORS = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'and',
  'or',
  'in',
  '~>',
  '.',
  '..',
  '?:',
  '??',
];

const FUNCTIONS = [
  ...'string length substring substringBefore substringAfter uppercase lowercase trim pad contains split join match'.split(
    ' ',
  ),
  ...'replace base64encode base64decode encodeUrlComponent decodeUrl number abs floor ceil round power sqrt'.split(' '),
  ...'formatNumber formatBase formatInteger parseInteger sum max min average boolean not exists count append sort'.split(
    ' ',
  ),
  ...'reverse shuffle distinct zip keys lookup spread merge each sift error assert type now millis fromMillis toMillis'.split(
    ' ',
  ),
  ...'map filter single reduce partition range hash random uuid parse eval clone'.split(' '),
] as const;

const PICTURES = ['"#,##0.00"', '"0e0"', '"[Y0001]-[M01]-[D01]"', '"[H01]:[m01][Z]"', '"w"', '"#;0"', '"[Y"', '"%%"'];

const SHAPES: readonly ((part: () => string, draw: Draw) => string)[] = [
  (part, draw) => `${part()} ${draw.pick(OPERATORS)} ${part()}`,
  (part, draw) => `$${draw.pick(FUNCTIONS)}(${part()})`,
  (part, draw) => `$${draw.pick(FUNCTIONS)}(${part()}, ${part()})`,
  (part, draw) => `$${draw.pick(FUNCTIONS)}(${part()}, ${draw.pick(PICTURES)}, ${part()})`,
  (part) => `${part()}[${part()}]`,
  (part) => `${part()}.${part()}`,
  (part) => `${part()}.(${part()})`,
  (part) => `(${part()}).*`,
  (part) => `(${part()}).**`,
  (part) => `(${part()})[]`,
  (part) => `[${part()}, ${part()}]`,
  (part) => `[${part()}..${part()}]`,
  (part) => `{"a": ${part()}, "__proto__": ${part()}}`,
  (part) => `{${part()}: ${part()}}`,
  (part) => `(${part()}){$string(${part()}): ${part()}}`,
  (part) => `${part()} ? ${part()} : ${part()}`,
  (part) => `($x := ${part()}; ${part()}; $x)`,
  (part) => `function($v, $i){${part()}}`,
  (part) => `function($v)<s:n>{${part()}}(${part()})`,
  (part) => `λ($v){${part()}}(${part()})`,
  (part) => `$map(${part()}, function($v, $i){${part()}})`,
  (part) => `$filter(${part()}, function($v){${part()}})`,
  (part) => `$reduce(${part()}, function($p, $v){${part()}}, ${part()})`,
  (part) => `$sort(${part()}, function($l, $r){${part()}})`,
  (part) => `(${part()})^(>${part()}, ${part()})`,
  (part) => `(${part()})@$e.{"e": $e}`,
  (part) => `(${part()})#$i[${part()}].$i`,
  (part) => `${part()}.%.a`,
  (part) => `${part()} ~> |${part()}|{"z": ${part()}}, ["a"]|`,
  (part) => `($f := function($n){$n > 3 ? ${part()} : $f($n + 1)}; $f(0))`,
  (part, draw) => `$${draw.pick(FUNCTIONS)}(?, ${part()})(${part()})`,
  (part) => `-${part()}`,
  (part) => `/* ${part()} */ ${part()}`,
];

/** Ends only at the limits. */
export function endlessJsonataText(draw: Draw): string {
  const part = (): string => expression(draw, 2);
  return draw.pick([
    `($f := function($n){$f($n & ${part()})}; $f(${part()}))`,
    `($f := function($n){[$f([$n, ${part()}])]}; $f(${part()}))`,
    `($f := function($n){$f($append($n, $n))}; $f([1, ${part()}]))`,
    `$map([1..50000], function($v){$map([1..50000], function($w){${part()}})})`,
    `$match($join($map([1..40], function($v){"a"})) & "!", /(a+)+b/)`,
  ]);
}

/** A JSONata expression. */
export function jsonataText(draw: Draw): string {
  const text = expression(draw, 4);
  return draw.mistake() ? mutate(draw, text) : text;
}

function expression(draw: Draw, depth: number): string {
  if (depth === 0 || draw.chance(0.2)) return draw.pick(ATOMS);
  return draw.pick(SHAPES)(() => expression(draw, depth - 1 - draw.below(2) * Math.min(1, depth - 1)), draw);
}
