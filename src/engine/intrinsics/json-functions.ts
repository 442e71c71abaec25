import { isJsonObject } from '../jsonpath/json-value.js';
import type { JsonObject } from '../jsonpath/json-value.js';
import type { IntrinsicCall, IntrinsicFunction } from './intrinsic-function.js';

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-json-manipulate */
export const jsonFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  /** Shallow only, as on AWS: the third argument may be anything but true. */
  'States.JsonMerge': {
    arity: [3, 3],
    call(call) {
      if (call.values[2] === true) call.fail('Step Functions merges shallowly only; pass false as third argument.');
      return { ...object(call, 0), ...object(call, 1) };
    },
  },

  /** An empty or blank text gives null. */
  'States.StringToJson': {
    arity: [1, 1],
    call(call) {
      const text = call.text(0);
      if (text.trim() === '') return null;
      try {
        return JSON.parse(text) as unknown;
      } catch (error) {
        return call.fail(`The text is not JSON: ${(error as Error).message}.`);
      }
    },
  },

  'States.JsonToString': { arity: [1, 1], call: (call) => JSON.stringify(call.values[0]) },
};

function object(call: IntrinsicCall, at: number): JsonObject {
  const value = call.values[at];
  return isJsonObject(value) ? value : call.fail(`Argument ${at + 1} of ${call.name} must be an object.`);
}
