import { createHash } from 'node:crypto';
import type { IntrinsicFunction } from './intrinsic-function.js';
import { javaText } from './java-value.js';
import type { IntrinsicCall } from './intrinsic-function.js';

/** Base64Encode, Base64Decode and Hash take this many characters. */
const MAXIMUM_LENGTH = 10_000;

/** AWS's names of the algorithms, which must be written exactly so, and Node's. */
const ALGORITHMS = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-data-encode-decode */
export const encodingFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Base64Encode': {
    arity: [1, 1],
    call: (call) => Buffer.from(limited(call, call.text(0)), 'utf8').toString('base64'),
  },

  /** Characters outside the alphabet are skipped and missing padding is forgiven, as on AWS. */
  'States.Base64Decode': {
    arity: [1, 1],
    call: (call) => Buffer.from(limited(call, call.text(0)), 'base64').toString('utf8'),
  },

  /** Data that is no text is hashed as Java prints it. */
  'States.Hash': {
    arity: [2, 2],
    call(call) {
      const data = limited(call, javaText(call.values[0]));
      const algorithm = ALGORITHMS.get(call.text(1));
      if (algorithm === undefined)
        return call.fail(`The algorithm must be one of ${[...ALGORITHMS.keys()].join(', ')}.`);
      return createHash(algorithm).update(data, 'utf8').digest('hex');
    },
  },
};

function limited(call: IntrinsicCall, text: string): string {
  if (text.length <= MAXIMUM_LENGTH) return text;
  return call.fail(`The data has ${text.length} characters; at most ${MAXIMUM_LENGTH} are allowed.`);
}
