import type { IntrinsicCall, IntrinsicFunction } from './intrinsic-function.js';
import { javaSeededInteger } from './java-random.js';

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-math-operation */
export const mathFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  /** Each argument is rounded first (halves upwards: 1.5 → 2, −1.5 → −1), then both are added. */
  'States.MathAdd': {
    arity: [2, 2],
    call(call) {
      const sum = rounded(call, 0) + rounded(call, 1);
      if (sum !== (sum | 0)) call.fail(`The sum ${sum} does not fit 32 bits.`);
      return sum;
    },
  },

  /** A whole number from the first bound up to, and not including, the second; fixed by a seed when one is given. */
  'States.MathRandom': {
    arity: [2, 3],
    call(call) {
      const [start, end] = [call.integer(0), call.integer(1)];
      if (start >= end) call.fail(`The first bound (${start}) must be below the second (${end}).`);
      const bound = end - start;
      if (call.values.length === 2 || bound > 2 ** 31 - 1) return start + Math.floor(call.random() * bound);
      return start + javaSeededInteger(call.integer(2), bound);
    },
  },
};

/** Math.round rounds halves upwards, as Java's does; adding 0 turns −0 into 0. */
function rounded(call: IntrinsicCall, at: number): number {
  return call.int32(at, Math.round(call.number(at))) + 0;
}
