import { formatText } from './format-text.js';
import type { IntrinsicFunction } from './intrinsic-function.js';

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-string-operation */
export const stringFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Format': { arity: [1, Infinity], call: formatText },

  /** Every character of the second argument separates, and empty parts are dropped: Java's StringTokenizer. */
  'States.StringSplit': {
    arity: [2, 2],
    call(call) {
      const separators = new Set(call.text(1));
      const parts: string[] = [];
      let part = '';
      for (const character of call.text(0)) {
        if (!separators.has(character)) part += character;
        else if (part !== '') {
          parts.push(part);
          part = '';
        }
      }
      return part === '' ? parts : [...parts, part];
    },
  },

  /** A version 4 UUID, from the scope's source of chance. */
  'States.UUID': {
    arity: [0, 0],
    call: ({ random }) =>
      'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
        const digit = Math.floor(random() * 16);
        return (place === 'x' ? digit : (digit & 3) | 8).toString(16);
      }),
  },
};
