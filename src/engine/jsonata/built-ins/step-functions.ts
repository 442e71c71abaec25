import { createHash } from 'node:crypto';
import { Fault } from '../fault.js';
import type { Run } from '../run.js';
import type { NativeDefinition } from './native-function.js';

/**
 * The functions Step Functions adds to JSONata (Developer Guide, "Transforming data with JSONata in Step Functions").
 * What the guide leaves open follows what was seen on the service: numbers are cut off towards zero, `$range` includes
 * its end when the step lands on it, a negative size of `$partition` is an error. Not established: the codes of the
 * errors of `$partition`, `$hash` and `$parse`.
 */
export const stepFunctionsFunctions: Readonly<Record<string, NativeDefinition>> = {
  partition: { signature: '<an:a>', arity: 2, call: ([items, size], run) => partition(items, size, run) },
  range: {
    signature: '<nnn:a>',
    arity: 3,
    call: ([first, last, step], run) =>
      typeof first === 'number' && typeof last === 'number' && typeof step === 'number'
        ? range(Math.trunc(first), Math.trunc(last), Math.trunc(step), run)
        : undefined,
  },
  hash: { signature: '<ss:s>', arity: 2, call: ([data, algorithm]) => hash(data, algorithm) },
  uuid: { signature: '<:s>', arity: 0, pure: false, call: (_args, run) => uuid(run) },
  parse: { signature: '<s:x>', arity: 1, call: ([text]) => (typeof text === 'string' ? parse(text) : undefined) },
};

function partition(items: unknown, size: unknown, run: Run): unknown {
  if (!Array.isArray(items) || typeof size !== 'number') return undefined;
  const length = Math.trunc(size);
  if (length < 0) throw new Fault('T0410', { index: 2, value: size });
  if (length === 0) return undefined;
  const parts: unknown[][] = [];
  for (let start = 0; start < items.length; start += length) {
    run.step();
    parts.push(items.slice(start, start + length));
  }
  return parts;
}

function range(first: number, last: number, step: number, run: Run): unknown {
  if (step === 0) return undefined;
  const count = Math.floor((last - first) / step) + 1;
  if (count <= 0) return undefined;
  run.checkLength(count);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

const algorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

function hash(data: unknown, algorithm: unknown): string | undefined {
  if (typeof data !== 'string' || typeof algorithm !== 'string') return undefined;
  const name = Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined;
  if (name === undefined) throw new Fault('T0410', { index: 2, value: algorithm });
  return createHash(name).update(data, 'utf8').digest('hex');
}

/** Version 4, from the scope's randomness, so that the same seed gives the same ids. */
function uuid(run: Run): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const digit = Math.floor(run.scope.random() * 16);
    return (place === 'x' ? digit : (digit & 0b0011) | 0b1000).toString(16);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault('D3137', { message: `The argument of $parse is not JSON: ${(error as Error).message}` });
  }
}
