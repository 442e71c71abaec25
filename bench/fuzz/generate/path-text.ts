import type { Draw } from './draw.js';
import { NAMES } from './json-value.js';
import { mutate } from './mutate.js';

const OPERATORS = ['==', '!=', '<', '<=', '>', '>=', 'in', 'nin', 'contains', 'size', 'empty', 'subsetof'] as const;
const LITERALS = ['0', '-1', '2.5e3', "'a'", '"x"', 'true', 'null', '[1, 2]', "['a','b']", '[]'] as const;
const PATTERNS = [
  '/a+/',
  '/(a+)+b/i',
  '/[a-z]*(x|y){2,3}$/',
  '/^\\d+$/',
  '/(a|a)*!/',
  '/a{1,40}{1,40}/',
  '/\\p{L}/',
] as const;

/** A path of the JSONPath dialect. */
export function pathText(draw: Draw): string {
  const text = draw.pick(['$', '$', '$', '$$', '$variable', '$missing']) + segments(draw, 3);
  return draw.mistake() ? mutate(draw, text) : text;
}

/** A path to one place. */
export function referencePathText(draw: Draw): string {
  const text = `$${draw.list(4, () => (draw.chance(0.7) ? nameSegment(draw) : `[${draw.below(5) - 1}]`)).join('')}`;
  return draw.mistake() ? mutate(draw, text) : text;
}

function segments(draw: Draw, most: number): string {
  return draw.list(most, () => segment(draw)).join('');
}

function nameSegment(draw: Draw): string {
  const name = draw.pick(NAMES);
  return draw.chance(0.5) || !/^\w+$/.test(name) ? `['${name}']` : `.${name}`;
}

function segment(draw: Draw): string {
  const number = (): number => draw.below(8) - 3;
  switch (draw.below(12)) {
    case 0:
      return `[${number()}]`;
    case 1:
      return `[${number()}:${number()}]`;
    case 2:
      return `[${number()}, ${number()}]`;
    case 3:
      return draw.pick(['.*', '[*]', '..*', `[:${number()}]`, `[${number()}:]`]);
    case 4:
      return `.${nameSegment(draw)}`.replace('.[', '..[');
    case 5:
      return `['${draw.pick(NAMES)}', "${draw.pick(NAMES)}"]`;
    case 6:
    case 7:
      return `[?(${condition(draw, 2)})]`;
    default:
      return nameSegment(draw);
  }
}

function condition(draw: Draw, depth: number): string {
  if (depth > 0 && draw.chance(0.4)) {
    const inner = condition(draw, depth - 1);
    return draw.pick([
      `!(${inner})`,
      `(${inner})`,
      `${inner} && ${condition(draw, 0)}`,
      `${condition(draw, 0)} || ${inner}`,
    ]);
  }
  const operand = (): string =>
    draw.chance(0.6) ? draw.pick(['@', '$', '@']) + segments(draw, 1) : draw.pick(LITERALS);
  switch (draw.below(4)) {
    case 0:
      return `@${segments(draw, 2)}`;
    case 1:
      return `@${segments(draw, 1)} =~ ${draw.pick(PATTERNS)}`;
    default:
      return `${operand()} ${draw.pick(OPERATORS)} ${operand()}`;
  }
}
