import type { Run } from '../run.js';
import { isNumeric } from '../values/numeric.js';
import { libraryFunction } from './library.js';
import type { NativeDefinition } from './native-function.js';

/** A function of numbers that the library computes itself. */
function borrowed(name: string, signature: string): NativeDefinition {
  const implementation = libraryFunction(name);
  return { signature, arity: implementation.length, call: (args) => implementation.apply(undefined, args) };
}

const aggregate = (compute: (numbers: readonly number[], run: Run) => number | undefined): NativeDefinition => ({
  signature: '<a<n>:n>',
  arity: 1,
  call: ([numbers], run) => {
    if (numbers === undefined) return undefined;
    const result = compute(numbers as number[], run);
    if (result !== undefined && !Number.isFinite(result)) run.mayHoldForeign = true;
    return result;
  },
});

const total = (numbers: readonly number[]): number => {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
};

const rounding = (round: (number: number) => number): NativeDefinition => ({
  signature: '<n-:n>',
  arity: 1,
  call: ([number]) => (typeof number === 'number' ? round(number) : undefined),
});

/** $sum, $count, $max …, rounding, and numbers to and from text. */
export const numberFunctions: Readonly<Record<string, NativeDefinition>> = {
  sum: aggregate(total),
  average: aggregate((numbers) => (numbers.length === 0 ? undefined : total(numbers) / numbers.length)),
  max: aggregate((numbers) => extreme(numbers, Math.max)),
  min: aggregate((numbers) => extreme(numbers, Math.min)),
  count: { signature: '<a:n>', arity: 1, call: ([items]) => (items === undefined ? 0 : (items as unknown[]).length) },
  abs: rounding(Math.abs),
  floor: rounding(Math.floor),
  ceil: rounding(Math.ceil),
  round: borrowed('round', '<n-n?:n>'),
  sqrt: borrowed('sqrt', '<n-:n>'),
  power: borrowed('power', '<n-n:n>'),
  number: borrowed('number', '<(nsb)-:n>'),
  formatNumber: borrowed('formatNumber', '<n-so?:s>'),
  formatBase: borrowed('formatBase', '<n-n?:s>'),
  formatInteger: borrowed('formatInteger', '<n-s:s>'),
  parseInteger: borrowed('parseInteger', '<s-s:n>'),
  random: {
    signature: '<n?:n>',
    arity: 0,
    pure: false,
    call: ([seed], run) => (isNumeric(seed) ? javaRandom(seed) : run.scope.random()),
  },
};

function extreme(numbers: readonly number[], choose: (one: number, other: number) => number): number | undefined {
  const [first, ...rest] = numbers;
  return first === undefined ? undefined : rest.reduce((one, other) => choose(one, other), first);
}

/**
 * The first double of java.util.Random for a seed: Step Functions was seen to answer with exactly that
 * (`$random(42)` is 0.7275636800328681).
 */
function javaRandom(seed: number): number {
  const multiplier = 0x5deece66dn;
  const mask = (1n << 48n) - 1n;
  let state = (BigInt(Math.trunc(seed)) ^ multiplier) & mask;
  const bits = (count: bigint): bigint => {
    state = (state * multiplier + 0xbn) & mask;
    return state >> (48n - count);
  };
  const high = bits(26n);
  return Number((high << 27n) + bits(27n)) * 2 ** -53;
}
