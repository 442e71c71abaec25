import type { IntrinsicFunction } from './intrinsic-function.js';
import { javaHashSet, javaText } from './java-value.js';

/** ArrayRange may produce this many elements. */
const MAXIMUM_RANGE = 1000;

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-arrays */
export const arrayFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Array': { arity: [0, Infinity], call: ({ values }) => [...values] },

  'States.ArrayPartition': {
    arity: [2, 2],
    call(call) {
      const array = call.array(0);
      const size = call.integer(1);
      if (size < 1) call.fail(`The chunk size must be at least 1, but is ${size}.`);
      const count = Math.ceil(array.length / size);
      return Array.from({ length: count }, (_, chunk) => array.slice(chunk * size, (chunk + 1) * size));
    },
  },

  /** Compares what Java prints: AWS finds `true` in `["true"]`, and does not find an object whose names are in another order. */
  'States.ArrayContains': {
    arity: [2, 2],
    call(call) {
      const wanted = javaText(call.values[1]);
      return call.array(0).some((item) => javaText(item) === wanted);
    },
  },

  'States.ArrayRange': {
    arity: [3, 3],
    call(call) {
      const [first, last, step] = [call.integer(0), call.integer(1), call.integer(2)];
      if (step === 0) call.fail('The step must not be 0.');
      const count = Math.max(0, Math.floor((last - first) / step) + 1);
      if (count > MAXIMUM_RANGE) call.fail(`The range has ${count} elements; at most ${MAXIMUM_RANGE} are allowed.`);
      return Array.from({ length: count }, (_, at) => first + at * step);
    },
  },

  'States.ArrayGetItem': {
    arity: [2, 2],
    call(call) {
      const array = call.array(0);
      const index = call.integer(1);
      if (array.length === 0) return null;
      if (index < 0 || index >= array.length)
        call.fail(`Index ${index} is outside an array of ${array.length} elements.`);
      return array[index];
    },
  },

  'States.ArrayLength': { arity: [1, 1], call: (call) => call.array(0).length },

  'States.ArrayUnique': { arity: [1, 1], call: (call) => javaHashSet(call.array(0)) },
};
